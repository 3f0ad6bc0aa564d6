#include "chengjie/files/encoding.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <memory>

namespace chengjie::files {
namespace {

bool in(unsigned char byte, unsigned low, unsigned high) { return byte >= low && byte <= high; }

// Length of the UTF-8 sequence at `at` (RFC 3629), 0 when malformed.
std::size_t utf8_length(std::string_view s, std::size_t at) {
  auto const byte = [&](std::size_t i) {
    return at + i < s.size() ? static_cast<unsigned char>(s[at + i])
                             : static_cast<unsigned char>(0);
  };
  auto const lead = byte(0);
  auto const tail = [&](std::size_t i) { return in(byte(i), 0x80, 0xbf); };
  if (lead < 0x80) { return 1; }
  if (in(lead, 0xc2, 0xdf)) { return tail(1) ? 2 : 0; }
  if (in(lead, 0xe0, 0xef)) {
    auto const low = lead == 0xe0 ? 0xa0U : 0x80U;
    auto const high = lead == 0xed ? 0x9fU : 0xbfU;
    return in(byte(1), low, high) && tail(2) ? 3 : 0;
  }
  if (in(lead, 0xf0, 0xf4)) {
    auto const low = lead == 0xf0 ? 0x90U : 0x80U;
    auto const high = lead == 0xf4 ? 0x8fU : 0xbfU;
    return in(byte(1), low, high) && tail(2) && tail(3) ? 4 : 0;
  }
  return 0;
}

// The byte pattern of GB18030. ICU is laxer than the standard about 0x80 and 0xff.
bool is_gb18030(std::string_view s) {
  auto const byte = [&](std::size_t i) {
    return i < s.size() ? static_cast<unsigned char>(s[i]) : static_cast<unsigned char>(0);
  };
  for (std::size_t i = 0; i < s.size();) {
    if (byte(i) < 0x80) {
      ++i;
    } else if (!in(byte(i), 0x81, 0xfe)) {
      return false;
    } else if (in(byte(i + 1), 0x40, 0x7e) || in(byte(i + 1), 0x80, 0xfe)) {
      i += 2;
    } else if (in(byte(i + 1), 0x30, 0x39) && in(byte(i + 2), 0x81, 0xfe) &&
               in(byte(i + 3), 0x30, 0x39)) {
      i += 4;
    } else {
      return false;
    }
  }
  return true;
}

bool looks_binary(std::string_view s) {
  auto const control = [](unsigned char c) {
    return c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\v' && c != '\f' && c != 0x1a;
  };
  if (s.find('\0') != std::string_view::npos) { return true; }
  auto const count = static_cast<std::size_t>(std::count_if(
      s.begin(), s.end(), [&](char c) { return control(static_cast<unsigned char>(c)); }));
  return count > 4 + s.size() / 200;
}

struct Close {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

// False when a sequence has no character.
bool convert(std::string_view bytes, char const* encoding, std::string& out) {
  auto status = U_ZERO_ERROR;
  std::unique_ptr<UConverter, Close> from(ucnv_open(encoding, &status));
  std::unique_ptr<UConverter, Close> to(ucnv_open("UTF-8", &status));
  if (U_FAILURE(status)) { return false; }
  ucnv_setToUCallBack(from.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  ucnv_setFromUCallBack(to.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  constexpr std::size_t kPivot = 4096;
  UChar pivot[kPivot];
  auto* pivot_from = pivot;
  auto* pivot_to = pivot;
  auto const* source = bytes.data();
  auto const* const source_end = bytes.data() + bytes.size();
  char buffer[1 << 14];
  auto reset = true;
  for (;;) {
    auto* target = buffer;
    ucnv_convertEx(to.get(), from.get(), &target, buffer + sizeof buffer, &source, source_end,
                   pivot, &pivot_from, &pivot_to, pivot + kPivot, reset, true, &status);
    reset = false;
    out.append(buffer, static_cast<std::size_t>(target - buffer));
    if (status != U_BUFFER_OVERFLOW_ERROR) { break; }
    status = U_ZERO_ERROR;
  }
  return U_SUCCESS(status);
}

Refused wrong_encoding() {
  return refuse(Refusal::bad_encoding, "文件既不是 UTF-8 也不是 GB18030 文本",
                "请在表格软件中另存为 xlsx，或另存为“CSV UTF-8”");
}

}  // namespace

bool is_utf8(std::string_view s) {
  for (std::size_t i = 0; i < s.size();) {
    auto const length = utf8_length(s, i);
    if (length == 0) { return false; }
    i += length;
  }
  return true;
}

std::string repaired(std::string_view s) {
  auto out = std::string{};
  for (std::size_t i = 0; i < s.size();) {
    auto const length = utf8_length(s, i);
    out += length == 0 ? std::string_view{"\xef\xbf\xbd"} : s.substr(i, length);
    i += length == 0 ? 1 : length;
  }
  return out;
}

Outcome to_utf8(std::string_view bytes, Utf8& out) {
  auto const starts = [&](std::string_view mark) { return bytes.substr(0, mark.size()) == mark; };
  if (starts("\xff\xfe") || starts("\xfe\xff")) {
    auto const* const name = bytes[0] == '\xff' ? "UTF-16LE" : "UTF-16BE";
    if (bytes.size() % 2 != 0 || !convert(bytes.substr(2), name, out.made)) {
      return wrong_encoding();
    }
    out.text = out.made;
    return looks_binary(out.text) ? Outcome{wrong_encoding()} : Outcome{};
  }
  auto const marked = starts("\xef\xbb\xbf");
  if (marked) { bytes.remove_prefix(3); }
  if (looks_binary(bytes)) { return wrong_encoding(); }
  if (is_utf8(bytes)) {
    out.text = bytes;
    return {};
  }
  if (marked || !is_gb18030(bytes) || !convert(bytes, "gb18030", out.made)) {
    return wrong_encoding();
  }
  out.text = out.made;
  return {};
}

}  // namespace chengjie::files
