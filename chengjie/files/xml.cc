#include "chengjie/files/xml.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstring>

#include "chengjie/files/refused.h"

namespace chengjie::files {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16;
constexpr std::size_t kTokenMax = std::size_t{8} << 20;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

std::string_view local(std::string_view name) {
  auto const colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

void append_utf8(std::string& out, std::uint32_t c) {
  if (c == 0 || c > 0x10ffff || (c >= 0xd800 && c < 0xe000)) { c = 0xfffd; }
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xc0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xe0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3f));
    out += static_cast<char>(0x80 | (c & 0x3f));
  } else {
    out += static_cast<char>(0xf0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3f));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3f));
    out += static_cast<char>(0x80 | (c & 0x3f));
  }
}

bool append_entity(std::string_view entity, std::string& out) {
  if (entity == "amp") {
    out += '&';
    return true;
  }
  if (entity == "lt") {
    out += '<';
    return true;
  }
  if (entity == "gt") {
    out += '>';
    return true;
  }
  if (entity == "quot") {
    out += '"';
    return true;
  }
  if (entity == "apos") {
    out += '\'';
    return true;
  }
  if (entity.size() < 2 || entity[0] != '#') { return false; }
  auto const hex = entity[1] == 'x' || entity[1] == 'X';
  auto const digits = entity.substr(hex ? 2 : 1);
  auto code = std::uint32_t{0};
  auto const read =
      std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
  if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size()) { return false; }
  append_utf8(out, code);
  return true;
}

}  // namespace

void decode_xml(std::string_view raw, std::string& out) {
  for (std::size_t i = 0; i < raw.size();) {
    auto const mark = raw.find_first_of("&\r", i);
    out.append(raw.substr(i, mark == std::string_view::npos ? mark : mark - i));
    if (mark == std::string_view::npos) { return; }
    i = mark;
    if (raw[i] == '\r') {
      out += '\n';
      i += raw.substr(i, 2) == "\r\n" ? 2 : 1;
      continue;
    }
    auto const end = raw.find(';', i);
    if (end != std::string_view::npos && end - i <= 12 &&
        append_entity(raw.substr(i + 1, end - i - 1), out)) {
      i = end + 1;
    } else {
      out += raw[i++];
    }
  }
}

XmlReader XmlReader::of(std::string_view whole) {
  return XmlReader([whole, at = std::size_t{0}](char* to, std::size_t size) mutable {
    auto const part = whole.substr(at, size);
    if (!part.empty()) { std::memcpy(to, part.data(), part.size()); }
    at += part.size();
    return static_cast<std::ptrdiff_t>(part.size());
  });
}

bool XmlReader::fill() {
  if (source_state_ <= 0) { return false; }
  if (at_ > kChunk) {
    buffer_.erase(0, at_);
    at_ = 0;
  }
  auto const held = buffer_.size();
  buffer_.resize(held + kChunk);
  source_state_ = source_(buffer_.data() + held, kChunk);
  buffer_.resize(held + static_cast<std::size_t>(std::max<std::ptrdiff_t>(source_state_, 0)));
  return source_state_ > 0;
}

// Position of `what` counted from at_; npos when it does not come within a token's bound.
std::size_t XmlReader::find(std::string_view what, std::size_t from) {
  for (;;) {
    auto const found = buffer_.find(what, at_ + from);
    if (found != std::string::npos) { return found - at_; }
    auto const held = buffer_.size() - at_;
    from = held > what.size() ? std::max(from, held - what.size() + 1) : from;
    if (held > kTokenMax || !fill()) { return std::string::npos; }
  }
}

XmlReader::Event XmlReader::next() {
  if (empty_) {  // the end of an element that ended itself
    empty_ = false;
    ended_ = names_.substr(open_.back());
    names_.resize(open_.back());
    open_.pop_back();
    name_ = ended_;
    return Event::end;
  }
  for (;;) {
    if (at_ == buffer_.size() && !fill()) {
      return source_state_ < 0 || !open_.empty() || !seen_root_ ? Event::broken : Event::done;
    }
    if (auto const event = buffer_[at_] == '<' ? read_markup() : read_text()) { return *event; }
  }
}

std::optional<XmlReader::Event> XmlReader::read_text() {
  auto const end = find("<", 0);
  auto const size = end == std::string::npos ? buffer_.size() - at_ : end;
  if (size > kTokenMax) { return Event::limit; }
  text_.clear();
  auto raw = std::string_view{buffer_}.substr(at_, size);
  at_ += size;
  if (open_.empty()) {
    auto const blank = raw.find_first_not_of(" \t\r\n\xef\xbb\xbf") == std::string_view::npos;
    return blank ? std::nullopt : std::optional{Event::broken};
  }
  decode_xml(raw, text_);
  return Event::text;
}

std::optional<XmlReader::Event> XmlReader::read_markup() {
  while (buffer_.size() - at_ < 9 && fill()) {}
  auto const here = std::string_view{buffer_}.substr(at_, 9);
  auto const skip = [&](std::string_view close) -> std::optional<Event> {
    auto const end = find(close, 2);
    if (end == std::string::npos) { return Event::broken; }
    at_ += end + close.size();
    return std::nullopt;
  };
  if (here.starts_with("<!--")) { return skip("-->"); }
  if (here.starts_with("<?")) { return skip("?>"); }
  if (here.starts_with("<![CDATA[")) {
    auto const end = find("]]>", 9);
    if (end == std::string::npos || open_.empty()) { return Event::broken; }
    text_.assign(buffer_, at_ + 9, end - 9);
    at_ += end + 3;
    return Event::text;
  }
  if (here.starts_with("<!")) { return Event::limit; }  // DOCTYPE: no table of ours has one
  return read_tag();
}

XmlReader::Event XmlReader::read_tag() {
  auto end = find(">", 1);
  // A ">" inside quotes belongs to the value.
  for (auto from = std::size_t{1}; end != std::string::npos;) {
    auto const quote =
        std::string_view{buffer_}.substr(at_ + from, end - from).find_first_of("\"'");
    if (quote == std::string_view::npos) { break; }
    auto const close = find(buffer_[at_ + from + quote] == '"' ? "\"" : "'", from + quote + 1);
    if (close == std::string::npos) { return Event::broken; }
    from = close + 1;
    if (from > end) { end = find(">", from); }
  }
  if (end == std::string::npos) {
    return buffer_.size() - at_ > kTokenMax ? Event::limit : Event::broken;
  }
  auto inner = std::string_view{buffer_}.substr(at_ + 1, end - 1);
  if (inner.empty()) { return Event::broken; }
  if (inner[0] == '/') {
    auto name = inner.substr(1);
    while (!name.empty() && is_space(name.back())) { name.remove_suffix(1); }
    ended_ = local(name);
    at_ += end + 1;
    if (open_.empty() || std::string_view{names_}.substr(open_.back()) != ended_) {
      return Event::broken;
    }
    names_.resize(open_.back());
    open_.pop_back();
    name_ = ended_;
    return Event::end;
  }
  empty_ = inner.back() == '/';
  if (empty_) { inner.remove_suffix(1); }
  tag_.assign(inner);
  at_ += end + 1;
  auto const name_end = std::min(tag_.find_first_of(" \t\r\n"), tag_.size());
  name_ = local(std::string_view{tag_}.substr(0, name_end));
  if (name_.empty() || (open_.empty() && seen_root_)) { return Event::broken; }
  if (open_.size() >= kDepthMax) { return Event::limit; }
  seen_root_ = true;
  open_.push_back(names_.size());
  names_ += name_;
  return Event::start;
}

bool XmlReader::find_attribute(std::string_view wanted, std::string_view& raw) {
  std::string_view const s = tag_;
  auto at = std::min(s.find_first_of(" \t\r\n"), s.size());
  while (at < s.size()) {
    while (at < s.size() && is_space(s[at])) { ++at; }
    auto const equals = s.find('=', at);
    if (equals == std::string_view::npos) { return false; }
    auto name = s.substr(at, equals - at);
    while (!name.empty() && is_space(name.back())) { name.remove_suffix(1); }
    auto const quote = s.find_first_of("\"'", equals);
    if (quote == std::string_view::npos) { return false; }
    auto const close = s.find(s[quote], quote + 1);
    if (close == std::string_view::npos) { return false; }
    if (local(name) == wanted) {
      raw = s.substr(quote + 1, close - quote - 1);
      return true;
    }
    at = close + 1;
  }
  return false;
}

bool XmlReader::has_attribute(std::string_view name) {
  std::string_view raw;
  return find_attribute(name, raw);
}

std::string_view XmlReader::attribute(std::string_view name) {
  std::string_view raw;
  if (!find_attribute(name, raw)) { return {}; }
  if (raw.find_first_of("&\r\n") == std::string_view::npos) { return raw; }
  value_.clear();
  decode_xml(raw, value_);
  return value_;
}

}  // namespace chengjie::files
