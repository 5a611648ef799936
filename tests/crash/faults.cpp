// A library to be preloaded (LD_PRELOAD) that lets the disk fail below one folder, for faults.py.
//
//   FAULT_ROOT=DIR      the folder, as realpath gives it
//   FAULT_SHADOW=DIR    what has reached the disk for certain: at every fsync the content of the file goes to
//                       inodes/NUMBER, at that of a folder its names go to folders/NUMBER, a line each: the
//                       number of the file and its name. Synced files are kept from being forgotten by links
//   FAULT_CUT=N         the power fails at the Nth fsync, before it does anything
//   FAULT_FAIL=KIND N   the Nth call of KIND (read, write or fsync) fails with EIO, and every later one
//
// Writes through a mapping are not seen; the program has none.
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>

namespace {

template <typename Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

std::string setting(const char* name) {
  const char* const value = std::getenv(name);
  return value != nullptr ? value : "";
}

std::string path_of(int file) {
  char path[4096];
  const auto size = readlink(("/proc/self/fd/" + std::to_string(file)).c_str(), path, sizeof path);
  return size > 0 ? std::string(path, static_cast<std::size_t>(size)) : "";
}

bool is_below_root(int file) {
  static const std::string root = setting("FAULT_ROOT");
  return !root.empty() && path_of(file).starts_with(root);
}

/// Whether this call of `kind` has to fail.
bool fails(const char* kind, int file) {
  static const std::string wanted = setting("FAULT_FAIL");
  static std::atomic<long> calls = 0;
  const std::string prefix = std::string(kind) + " ";
  if (!wanted.starts_with(prefix) || !is_below_root(file)) return false;
  if (++calls < std::atol(wanted.c_str() + prefix.size())) return false;
  errno = EIO;
  return true;
}

void copy(const std::string& from, const std::string& to) {
  const int in = open(from.c_str(), O_RDONLY | O_CLOEXEC);
  const int out = open((to + ".new").c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  static char bytes[1 << 16];
  for (;;) {
    const auto size = real<ssize_t(int, void*, size_t)>("read")(in, bytes, sizeof bytes);
    if (size <= 0) break;
    if (real<ssize_t(int, const void*, size_t)>("write")(out, bytes, static_cast<size_t>(size)) != size)
      abort();
  }
  close(in);
  close(out);
  std::rename((to + ".new").c_str(), to.c_str());
}

void list(const std::string& folder, const std::string& to) {
  std::FILE* const out = std::fopen((to + ".new").c_str(), "we");
  DIR* const entries = opendir(folder.c_str());
  while (const auto* entry = readdir(entries)) {
    if (entry->d_name[0] != '.') std::fprintf(out, "%lu %s\n", entry->d_ino, entry->d_name);
  }
  closedir(entries);
  std::fclose(out);
  std::rename((to + ".new").c_str(), to.c_str());
}

/// Notes that the file has reached the disk, or lets the power fail.
void reach_disk(int file) {
  static const std::string shadow = setting("FAULT_SHADOW"), cut = setting("FAULT_CUT");
  static std::mutex mutex;
  static long syncs = 0;
  const std::lock_guard lock(mutex);
  if (!cut.empty() && ++syncs == std::atol(cut.c_str())) _exit(137);
  struct stat status;
  if (shadow.empty() || fstat(file, &status) != 0) return;
  const auto number = std::to_string(status.st_ino), path = path_of(file);
  if (S_ISDIR(status.st_mode)) return list(path, shadow + "/folders/" + number);
  copy(path, shadow + "/inodes/" + number);
  if (link(path.c_str(), (shadow + "/links/" + number).c_str()) != 0 && errno != EEXIST) abort();
}

int synced(int file) {
  if (fails("fsync", file)) return -1;
  if (is_below_root(file)) reach_disk(file);  // the disk of the test need not be waited for
  return 0;
}

}  // namespace

extern "C" {

int fsync(int file) { return synced(file); }
int fdatasync(int file) { return synced(file); }

ssize_t read(int file, void* bytes, size_t size) {
  static auto* const call = real<ssize_t(int, void*, size_t)>("read");
  return fails("read", file) ? -1 : call(file, bytes, size);
}
ssize_t pread64(int file, void* bytes, size_t size, off64_t at) {
  static auto* const call = real<ssize_t(int, void*, size_t, off64_t)>("pread64");
  return fails("read", file) ? -1 : call(file, bytes, size, at);
}
ssize_t pread(int file, void* bytes, size_t size, off_t at) { return pread64(file, bytes, size, at); }
ssize_t write(int file, const void* bytes, size_t size) {
  static auto* const call = real<ssize_t(int, const void*, size_t)>("write");
  return fails("write", file) ? -1 : call(file, bytes, size);
}
ssize_t writev(int file, const struct iovec* parts, int count) {
  static auto* const call = real<ssize_t(int, const struct iovec*, int)>("writev");
  return fails("write", file) ? -1 : call(file, parts, count);
}
ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
  static auto* const call = real<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
  return fails("write", file) ? -1 : call(file, bytes, size, at);
}
ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) { return pwrite64(file, bytes, size, at); }
size_t fwrite(const void* bytes, size_t size, size_t count, FILE* file) {
  static auto* const call = real<size_t(const void*, size_t, size_t, FILE*)>("fwrite");
  return fails("write", fileno(file)) ? 0 : call(bytes, size, count, file);
}
}
