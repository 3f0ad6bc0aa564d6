#include "chengjie/text/decode.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace chengjie::text {
namespace {

constexpr auto kBad = char32_t{0xfffd};

// Writes into a text made as long as it can become; `done` cuts it to what came.
struct Sink {
  Chars& out;
  std::size_t size{};
  std::size_t damaged{};
  bool after_cr{};

  void take(char32_t c, std::size_t from, std::size_t to) {
    auto const cr = c == U'\r';
    if (c == U'\n' && after_cr) {
      out.end[size - 1] = static_cast<std::uint32_t>(to);
      after_cr = false;
      return;
    }
    after_cr = cr;
    // Marks without width carry nothing and would hide a word from every lookup.
    if (c == 0xfeff || (c >= 0x200b && c <= 0x200f) || c == 0x00ad) { return; }
    if (c == kBad) { ++damaged; }
    auto const line_end = cr || c == U'\f' || c == 0x1e;
    put(line_end ? U'\n' : fold(c), c, from, to);
  }
  void put(char32_t folded, char32_t c, std::size_t from, std::size_t to) {
    out.text[size] = folded;
    out.verbatim[size] = c;
    out.begin[size] = static_cast<std::uint32_t>(from);
    out.end[size] = static_cast<std::uint32_t>(to);
    ++size;
  }
  void done() { out.resize(size); }
};

unsigned char at(std::string_view bytes, std::size_t i) {
  return static_cast<unsigned char>(bytes[i]);
}

// Length of the valid UTF-8 sequence at i, 0 when there is none.
std::size_t utf8_length(std::string_view bytes, std::size_t i) {
  auto const lead = at(bytes, i);
  if (lead < 0x80) { return 1; }
  auto const n = lead >= 0xf0 ? 4U : lead >= 0xe0 ? 3U : 2U;
  if (lead < 0xc2 || lead > 0xf4 || i + n > bytes.size()) { return 0; }
  for (auto k = 1U; k != n; ++k) {
    if ((at(bytes, i + k) & 0xc0U) != 0x80) { return 0; }
  }
  auto const second = at(bytes, i + 1);
  if ((lead == 0xe0 && second < 0xa0) || (lead == 0xed && second > 0x9f) ||
      (lead == 0xf0 && second < 0x90) || (lead == 0xf4 && second > 0x8f)) {
    return 0;
  }
  return n;
}

struct Census {
  std::size_t single{};
  std::size_t long_sequences{};
  std::size_t wrong{};
  std::size_t zeros{};
  std::size_t controls{};
};

Census census(std::string_view bytes) {
  auto out = Census{};
  for (auto i = std::size_t{0}; i < bytes.size();) {
    auto const c = at(bytes, i);
    if (c < 0x80) {
      ++out.single;
      out.zeros += c == 0;
      out.controls +=
          c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x0b && c != 0x1e;
      ++i;
      continue;
    }
    // Han, nearly all of it: the lead and two that follow.
    if (c >= 0xe4 && c <= 0xe9 && i + 2 < bytes.size() && (at(bytes, i + 1) & 0xc0U) == 0x80 &&
        (at(bytes, i + 2) & 0xc0U) == 0x80) {
      ++out.long_sequences;
      i += 3;
      continue;
    }
    auto const n = utf8_length(bytes, i);
    out.wrong += n == 0;
    out.long_sequences += n > 1;
    i += std::max<std::size_t>(n, 1);
  }
  return out;
}

void read_utf8(std::string_view bytes, Sink& sink) {
  for (auto i = std::size_t{0}; i < bytes.size();) {
    // Han: three bytes, no fold, no mark without width.
    auto const lead = at(bytes, i);
    if (lead >= 0xe4 && lead <= 0xe9 && i + 2 < bytes.size()) {
      auto const b = at(bytes, i + 1);
      auto const d = at(bytes, i + 2);
      if ((b & 0xc0U) == 0x80 && (d & 0xc0U) == 0x80) {
        auto const c = (char32_t{lead & 0x0fU} << 12) | ((b & 0x3fU) << 6) | (d & 0x3fU);
        sink.after_cr = false;
        sink.put(c, c, i, i + 3);
        i += 3;
        continue;
      }
    }
    auto const n = utf8_length(bytes, i);
    auto c = kBad;
    if (n == 1) {
      c = at(bytes, i);
    } else if (n > 1) {
      c = at(bytes, i) & (0x7fU >> n);
      for (auto k = std::size_t{1}; k != n; ++k) { c = (c << 6) | (at(bytes, i + k) & 0x3fU); }
    }
    auto const step = std::max<std::size_t>(n, 1);
    sink.take(c, i, i + step);
    i += step;
  }
}

void read_utf16(std::string_view bytes, bool little, Sink& sink) {
  auto const unit = [&](std::size_t i) {
    auto const a = char32_t{at(bytes, i)};
    auto const b = char32_t{at(bytes, i + 1)};
    return little ? a | (b << 8) : (a << 8) | b;
  };
  auto i = std::size_t{0};
  while (i + 1 < bytes.size()) {
    auto const high = unit(i);
    if (high >= 0xd800 && high < 0xdc00 && i + 3 < bytes.size()) {
      auto const low = unit(i + 2);
      if (low >= 0xdc00 && low < 0xe000) {
        sink.take(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00), i, i + 4);
        i += 4;
        continue;
      }
    }
    sink.take(high >= 0xd800 && high < 0xe000 ? kBad : high, i, i + 2);
    i += 2;
  }
  if (i < bytes.size()) { sink.take(kBad, i, i + 1); }
}

bool read_gb18030(std::string_view bytes, Sink& sink) {
  auto status = U_ZERO_ERROR;
  auto const open = ucnv_open("gb18030", &status);
  if (U_FAILURE(status)) { return false; }
  auto const converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>{open, &ucnv_close};
  auto const* const first = bytes.data();
  auto const* const last = first + bytes.size();
  for (auto const* from = first; from < last;) {
    auto const* before = from;
    // ASCII stands for itself; the converter is for the rest.
    if (static_cast<unsigned char>(*from) < 0x80) {
      ++from;
      sink.take(static_cast<unsigned char>(*before), static_cast<std::size_t>(before - first),
                static_cast<std::size_t>(from - first));
      continue;
    }
    status = U_ZERO_ERROR;
    auto const c = ucnv_getNextUChar(converter.get(), &from, last, &status);
    if (U_FAILURE(status)) {
      ucnv_reset(converter.get());
      if (from <= before) { from = before + 1; }
    }
    sink.take(U_FAILURE(status) ? kBad : static_cast<char32_t>(c),
              static_cast<std::size_t>(before - first), static_cast<std::size_t>(from - first));
  }
  return true;
}

// Without a byte order mark: Chinese in UTF-16 has its line ends and ASCII with a zero on one side.
std::optional<Encoding> utf16_without_mark(std::string_view bytes) {
  if (bytes.find('\0') == std::string_view::npos) { return {}; }
  auto even = std::size_t{0};
  auto odd = std::size_t{0};
  for (auto i = std::size_t{0}; i + 1 < bytes.size(); i += 2) {
    even += bytes[i] == 0;
    odd += bytes[i + 1] == 0;
  }
  auto const pairs = bytes.size() / 2;
  if (even + odd == 0 ||
      (even != 0 && odd != 0 && std::min(even, odd) * 20 > std::max(even, odd))) {
    return {};
  }
  auto const little = odd > even;
  auto plausible = std::size_t{0};
  for (auto i = std::size_t{0}; i + 1 < bytes.size(); i += 2) {
    auto const high = at(bytes, little ? i + 1 : i);
    auto const low = at(bytes, little ? i : i + 1);
    plausible +=
        high == 0 ? low >= 0x20 || low == '\n' || low == '\r' || low == '\t'
                  : (high >= 0x4e && high <= 0x9f) || high == 0x30 || high == 0xff || high == 0x20;
  }
  if (plausible * 10 < pairs * 9) { return {}; }
  return little ? Encoding::utf16le : Encoding::utf16be;
}

std::optional<Error> line_too_long(Chars const& chars, std::string_view name) {
  if (chars.size() == 0 || chars.end.back() <= kLineBytesMax) { return std::nullopt; }
  auto from = std::size_t{0};
  auto line = 1;
  for (auto i = std::size_t{0}; i <= chars.size(); ++i) {
    if (i != chars.size() && chars.text[i] != U'\n') { continue; }
    if (i > from && chars.end[i - 1] - chars.begin[from] > kLineBytesMax) {
      return Error{Code::limit, "一行超过 16 MiB", std::string{name} + ":" + std::to_string(line),
                   "按段落断行后再读"};
    }
    from = i + 1;
    ++line;
  }
  return std::nullopt;
}

Error not_text(std::string_view name) {
  return {Code::bad_input, "不是文本文件（UTF-8、GB18030 和 UTF-16 都读不通）", std::string{name},
          "另存为 UTF-8 文本后再读"};
}

}  // namespace

std::string_view name_of(Encoding e) {
  switch (e) {
    case Encoding::utf8:
      return "UTF-8";
    case Encoding::gb18030:
      return "GB18030";
    case Encoding::utf16le:
      return "UTF-16LE";
    case Encoding::utf16be:
      return "UTF-16BE";
  }
  return "";
}

Result<Decoded> decode(std::string_view bytes, std::string_view name) {
  if (bytes.empty()) {
    return Error{Code::bad_input, "文件是空的", std::string{name}, "检查文件是否完整"};
  }
  if (bytes.size() >= kFileBytesMax) {
    return Error{Code::limit, "文件超过 2 GiB", std::string{name}, "拆分后再读"};
  }
  auto out = Decoded{};
  auto sink = Sink{out.chars};
  auto const mark16 = bytes.size() >= 2 && ((at(bytes, 0) == 0xff && at(bytes, 1) == 0xfe) ||
                                            (at(bytes, 0) == 0xfe && at(bytes, 1) == 0xff));
  auto const guess =
      mark16 ? std::optional{at(bytes, 0) == 0xff ? Encoding::utf16le : Encoding::utf16be}
             : utf16_without_mark(bytes);
  if (guess) {
    out.encoding = *guess;
    out.chars.resize(bytes.size() / 2 + 1);
    read_utf16(bytes, *guess == Encoding::utf16le, sink);
  } else {
    auto const seen = census(bytes);
    if (seen.zeros != 0 || seen.controls * 100 > bytes.size()) { return not_text(name); }
    // One broken byte in a long UTF-8 text is damage, not another encoding.
    if (seen.wrong == 0 || seen.wrong * 10 < seen.long_sequences) {
      out.chars.resize(seen.single + seen.long_sequences + seen.wrong);
      read_utf8(bytes, sink);
    } else {
      out.encoding = Encoding::gb18030;
      out.chars.resize(bytes.size());
      if (!read_gb18030(bytes, sink)) {
        return Error{Code::unavailable, "本机缺少 GB18030 转换表", std::string{name},
                     "安装完整的 ICU 数据"};
      }
    }
  }
  sink.done();
  out.damaged = sink.damaged;
  if (out.damaged * 20 > out.chars.size()) { return not_text(name); }
  if (auto error = line_too_long(out.chars, name)) { return *error; }
  auto const blank = std::all_of(out.chars.text.begin(), out.chars.text.end(),
                                 [](char32_t c) { return c == U' ' || c == U'\n'; });
  if (blank) {
    return Error{Code::bad_input, "文件里没有文字", std::string{name}, "检查文件是否完整"};
  }
  return out;
}

}  // namespace chengjie::text
