#include "chengjie/reconcile/glyphs.h"

namespace chengjie::reconcile {
namespace {

char32_t narrow(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) { c -= 0xFEE0; }  // full width ASCII
  if (c == U'〔' || c == U'【' || c == U'[') { return U'('; }
  if (c == U'〕' || c == U'】' || c == U']') { return U')'; }
  return c >= U'a' && c <= U'z' ? c - U'a' + U'A' : c;
}

bool dropped(char32_t c) {
  return std::u32string_view{U" \t\r\n　﻿“”\"‘’'「」『』《》·•.,，。、*"}
             .find(c) != std::u32string_view::npos;
}

}  // namespace

Glyph glyph_at(std::string_view text, std::size_t at) {
  auto const lead = static_cast<unsigned char>(text[at]);
  auto const length = lead < 0x80         ? 1u
                      : (lead >> 5) == 6  ? 2u
                      : (lead >> 4) == 14 ? 3u
                      : (lead >> 3) == 30 ? 4u
                                          : 0u;
  if (length == 0 || at + length > text.size()) { return {0xFFFD, at, at + 1}; }
  auto code = static_cast<char32_t>(length == 1 ? lead : lead & (0xFF >> (length + 1)));
  for (auto i = std::size_t{1}; i != length; ++i) {
    auto const next = static_cast<unsigned char>(text[at + i]);
    if ((next & 0xC0) != 0x80) { return {0xFFFD, at, at + 1}; }
    code = (code << 6) | (next & 0x3F);
  }
  return {code, at, at + length};
}

std::u32string folded(std::string_view text) {
  auto out = std::u32string{};
  for (auto at = std::size_t{0}; at < text.size();) {
    auto const glyph = glyph_at(text, at);
    at = glyph.end;
    if (!dropped(glyph.code)) { out += narrow(glyph.code); }
  }
  return out;
}

std::string utf8(std::u32string_view text) {
  auto out = std::string{};
  auto const byte = [&](char32_t b) { out += static_cast<char>(static_cast<unsigned char>(b)); };
  for (auto const c : text) {
    if (c < 0x80) {
      byte(c);
    } else if (c < 0x800) {
      byte(0xC0 | (c >> 6));
      byte(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      byte(0xE0 | (c >> 12));
      byte(0x80 | ((c >> 6) & 0x3F));
      byte(0x80 | (c & 0x3F));
    } else {
      byte(0xF0 | (c >> 18));
      byte(0x80 | ((c >> 12) & 0x3F));
      byte(0x80 | ((c >> 6) & 0x3F));
      byte(0x80 | (c & 0x3F));
    }
  }
  return out;
}

}  // namespace chengjie::reconcile
