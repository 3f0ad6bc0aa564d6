#include "chengjie/text/trie.h"

#include <algorithm>

namespace chengjie::text {
namespace {

std::uint64_t key_of(std::uint32_t node, char32_t c) {
  return ((std::uint64_t{node} << 21) | c) + 1;
}

std::size_t slot_of(std::uint64_t key, std::size_t mask) {
  return static_cast<std::size_t>((key * 0x9e3779b97f4a7c15ULL) >> 20) & mask;
}

}  // namespace

Trie::Trie() : value_(1, -1) {}

std::uint32_t Trie::step(std::uint32_t node, char32_t c) const {
  auto const key = key_of(node, c);
  auto const mask = edges_.size() - 1;
  for (auto at = slot_of(key, mask);; at = (at + 1) & mask) {
    if (edges_[at].key == key) { return edges_[at].to; }
    if (edges_[at].key == 0) { return 0; }
  }
}

void Trie::rehash() {
  auto old = std::vector<Edge>(edges_.size() * 2);
  old.swap(edges_);
  auto const mask = edges_.size() - 1;
  for (auto const& edge : old) {
    if (edge.key == 0) { continue; }
    auto at = slot_of(edge.key, mask);
    while (edges_[at].key != 0) { at = (at + 1) & mask; }
    edges_[at] = edge;
  }
}

std::uint32_t Trie::grow(std::uint32_t node, char32_t c) {
  if (auto const to = step(node, c)) { return to; }
  if ((used_ + 1) * 3 > edges_.size() * 2) { rehash(); }
  auto const key = key_of(node, c);
  auto const mask = edges_.size() - 1;
  auto at = slot_of(key, mask);
  while (edges_[at].key != 0) { at = (at + 1) & mask; }
  auto const to = static_cast<std::uint32_t>(value_.size());
  edges_[at] = {key, to};
  value_.push_back(-1);
  ++used_;
  return to;
}

void Trie::add(std::u32string_view word, int value) {
  if (word.empty() || value < 0) { return; }
  if (edges_.empty()) {
    edges_.resize(64);
    starts_.resize(kBits / 64);
  }
  auto node = std::uint32_t{0};
  for (auto const c : word) { node = grow(node, c); }
  words_ += value_[node] < 0;
  singles_ = singles_ || word.size() == 1;
  value_[node] = value;
  auto const bit = bit_of(word[0], word.size() > 1 ? word[1] : U'\0');
  starts_[bit >> 6] |= std::uint64_t{1} << (bit & 63);
}

Trie::Hit Trie::walk(std::u32string_view text, std::size_t at) const {
  auto hit = Hit{};
  auto node = std::uint32_t{0};
  for (auto i = at; i < text.size(); ++i) {
    node = step(node, text[i]);
    if (node == 0) { break; }
    if (value_[node] >= 0) { hit = {i + 1 - at, value_[node]}; }
  }
  return hit;
}

Trie::Hit Trie::longest_before(std::u32string_view text, std::size_t at,
                               std::size_t length_max) const {
  for (auto n = std::min(length_max, at); n != 0; --n) {
    auto const value = exact(text.substr(at - n, n));
    if (value >= 0) { return {n, value}; }
  }
  return {};
}

int Trie::exact(std::u32string_view word) const {
  if (word.empty() || !starts(word[0], word.size() > 1 ? word[1] : U'\0')) { return -1; }
  auto node = std::uint32_t{0};
  for (auto const c : word) {
    node = step(node, c);
    if (node == 0) { return -1; }
  }
  return value_[node];
}

}  // namespace chengjie::text
