// Content hashes. A MARK, the short name of a source, is derived from content, so it is stable.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

namespace chengjie {

std::string sha256_hex(std::string_view bytes);

// 12 characters of [0-9a-z] (60 bits of SHA-256) from the parts, each with its length,
// so that ("ab","c") and ("a","bc") differ.
std::string mark_of(std::initializer_list<std::string_view> parts);
bool is_mark(std::string_view);  // [0-9a-z]{8,16}

}  // namespace chengjie
