// A library to be preloaded (LD_PRELOAD) that gives a program less than it asks for, for scarce.py.
//
//   SCARCE_THREADS=N     only so many threads are started; later ones fail, as at a limit of processes
//   SCARCE_ROOM=BYTES    so much is said to be free on any disk
//   SCARCE_VERSION=FILE  the version file of Xapian (iamglass) of a database without articles, opened as a
//                        stream, reads as FILE does: how a new one looks where Xapian writes another format
#include <dlfcn.h>
#include <pthread.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

namespace {

template <typename Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

const char* read_from(const char* path) {
  constexpr std::string_view kVersionFile = "iamglass";
  const char* const other = std::getenv("SCARCE_VERSION");
  if (other == nullptr || !std::string_view(path).ends_with(kVersionFile)) return path;
  auto table_of_articles = std::string(path, std::strlen(path) - kVersionFile.size()) + "docdata.glass";
  return ::access(table_of_articles.c_str(), F_OK) == 0 ? path : other;
}

}  // namespace

extern "C" {

int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*run)(void*), void* argument) {
  static std::atomic<int> started = 0;
  const char* const most = std::getenv("SCARCE_THREADS");
  if (most != nullptr && ++started > std::atoi(most)) return EAGAIN;
  return real<int(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*)>("pthread_create")(
      thread, attributes, run, argument);
}

int statvfs(const char* path, struct statvfs* status) noexcept {
  const int failed = real<int(const char*, struct statvfs*)>("statvfs")(path, status);
  const char* const room = std::getenv("SCARCE_ROOM");
  if (failed == 0 && room != nullptr) status->f_bavail = std::strtoull(room, nullptr, 10) / status->f_frsize;
  return failed;
}

std::FILE* fopen(const char* path, const char* mode) {
  return real<std::FILE*(const char*, const char*)>("fopen")(read_from(path), mode);
}

std::FILE* fopen64(const char* path, const char* mode) {
  return real<std::FILE*(const char*, const char*)>("fopen64")(read_from(path), mode);
}
}
