// Reads XML forward, a piece at a time, holding one tag or text in memory: the tree of a sheet of
// 250,000 rows would not fit. No entities but the five of XML and character references; a DOCTYPE
// is skipped, so nothing expands and nothing is fetched. Lax about what sheets never hold
// (name characters, duplicate attributes), strict about nesting.
#pragma once
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chengjie::files {

// Bytes put at `to`, at most `size`; 0 at the end, negative when the source is broken.
using XmlSource = std::function<std::ptrdiff_t(char* to, std::size_t size)>;

class XmlReader {
 public:
  enum class Event { start, end, text, done, broken, limit };

  explicit XmlReader(XmlSource source) : source_(std::move(source)) {}
  static XmlReader of(std::string_view whole);  // `whole` must outlive the reader

  // An empty element gives start and end. White space between elements is text too.
  Event next();

  std::string_view name() const { return name_; }    // without its prefix; of start and end
  std::string const& text() const { return text_; }  // decoded
  // Decoded value of an attribute of the start tag in hand, by its name without prefix; "" when
  // absent. Valid until the next call of attribute() or next().
  std::string_view attribute(std::string_view name);
  bool has_attribute(std::string_view name);
  std::size_t depth() const { return open_.size(); }
  // -2 when the source said that it is too large.
  std::ptrdiff_t source_state() const { return source_state_; }

 private:
  bool fill();
  std::size_t find(std::string_view what, std::size_t from);
  Event read_tag();
  // Nothing: a comment or white space between elements, passed over.
  std::optional<Event> read_markup();
  std::optional<Event> read_text();
  bool find_attribute(std::string_view name, std::string_view& raw);

  XmlSource source_;
  std::string buffer_;
  std::size_t at_{};
  std::ptrdiff_t source_state_{1};
  std::string tag_;  // the start tag in hand, from its name to before ">"
  std::string_view name_;
  std::string ended_;
  std::string text_, value_;
  std::string names_;              // of the open elements, one after the other
  std::vector<std::size_t> open_;  // where each begins in names_
  bool empty_{};                   // the start tag in hand ends itself
  bool seen_root_{};
};

void decode_xml(std::string_view raw, std::string& out);

}  // namespace chengjie::files
