// Content hashes. A MARK, the short name of a source, is derived from content, so it is stable.
#pragma once
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

namespace chengjie {

std::string sha256_hex(std::string_view bytes);

// The same of what comes piece by piece.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256 const&) = delete;
  Sha256& operator=(Sha256 const&) = delete;
  void add(std::string_view bytes);
  void add_part(std::string_view bytes);  // its length first: ("ab","c") and ("a","bc") differ
  std::string hex();                      // and begins anew

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// 12 characters of [0-9a-z] (60 bits of SHA-256) from the parts, each with its length,
// so that ("ab","c") and ("a","bc") differ.
std::string mark_of(std::initializer_list<std::string_view> parts);
bool is_mark(std::string_view);  // [0-9a-z]{8,16}

}  // namespace chengjie
