// Bytes of unknown or declared encoding -> UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

/// `bytes` as UTF-8 without a byte order mark. A byte order mark decides; else valid UTF-8 is taken as such;
/// else the `declared` encoding (any name ICU knows; may be empty; Latin-1 counts as Windows-1252, of which
/// it is a part); else the one of guess_charset. Never fails: bytes that mean nothing become U+FFFD.
std::string to_utf8(std::string_view bytes, std::string_view declared = "");

}  // namespace dateline
