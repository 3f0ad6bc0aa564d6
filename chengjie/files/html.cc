#include "chengjie/files/html.h"

#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <array>
#include <memory>

#include "chengjie/base/date.h"
#include "chengjie/files/encoding.h"
#include "chengjie/files/paragraphs.h"
#include "chengjie/text/decode.h"

namespace chengjie::files {
namespace {

constexpr auto kHeadBytes = std::size_t{4096};  // where tags and the charset are looked for

using Names = std::initializer_list<std::string_view>;

constexpr bool one_of(std::string_view name, Names names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string lower(std::string_view text) {
  auto out = std::string{text};
  for (auto& c : out) {
    if (c >= 'A' && c <= 'Z') { c = static_cast<char>(c + 32); }
  }
  return out;
}

// The head in one byte a character, whatever the width of its encoding.
std::string head_of(std::string_view bytes) {
  auto head = std::string{};
  for (auto const c : bytes.substr(0, kHeadBytes)) {
    if (c != '\0') { head += c; }
  }
  return lower(head);
}

// "gb2312" of charset=gb2312, with or without quotes; "" when not said.
std::string charset_of(std::string const& head) {
  auto const at = head.find("charset=");
  if (at == std::string::npos) { return {}; }
  auto const from = head.find_first_not_of("\"' ", at + 8);
  if (from == std::string::npos) { return {}; }
  return head.substr(from, head.find_first_of("\"' />;", from) - from);
}

std::string_view name_of_node(xmlNode const* node) {
  return node->name == nullptr ? std::string_view{} : reinterpret_cast<char const*>(node->name);
}

std::string attribute(xmlNode const* node, char const* name) {
  auto* const value = xmlGetProp(node, reinterpret_cast<xmlChar const*>(name));
  if (value == nullptr) { return {}; }
  auto text = std::string{reinterpret_cast<char const*>(value)};
  xmlFree(value);
  return text;
}

bool is_element(xmlNode const* node) { return node->type == XML_ELEMENT_NODE; }
bool is_text(xmlNode const* node) {
  return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

bool is_block(std::string_view name) {
  return one_of(name,
                {"p",       "div",    "h1",      "h2",         "h3",     "h4",        "h5",
                 "h6",      "li",     "ul",      "ol",         "dl",     "dt",        "dd",
                 "table",   "tr",     "section", "article",    "main",   "body",      "header",
                 "footer",  "center", "pre",     "br",         "hr",     "td",        "th",
                 "caption", "tbody",  "thead",   "blockquote", "figure", "figcaption"});
}

bool hidden(xmlNode const* node) {
  if (node->properties == nullptr) { return false; }
  auto const role = attribute(node, "role");
  if (one_of(role, {"navigation", "banner", "contentinfo", "search", "menu"})) { return true; }
  auto style = attribute(node, "style");
  std::erase(style, ' ');
  return xmlHasProp(node, BAD_CAST "hidden") != nullptr ||
         lower(style).find("display:none") != std::string::npos;
}

// What is never the page's own text.
bool is_furniture(xmlNode const* node) {
  auto const name = name_of_node(node);
  return one_of(name,
                {"script", "style", "noscript", "template", "nav", "aside", "form", "button",
                 "select", "option", "iframe", "svg", "head", "object", "textarea", "footer"}) ||
         hidden(node);
}

// How much of an element's text are links: kept in its _private while the tree lives.
struct Share {
  std::uint32_t text{}, links{};
};
Share share_of(xmlNode const* node) {
  auto const packed = reinterpret_cast<std::uintptr_t>(node->_private);
  return {static_cast<std::uint32_t>(packed), static_cast<std::uint32_t>(packed >> 32)};
}
void set_share(xmlNode* node, Share share) {
  auto const packed = std::uintptr_t{share.text} | std::uintptr_t{share.links} << 32;
  node->_private = reinterpret_cast<void*>(packed);
}

std::uint32_t solid_bytes(xmlNode const* node) {
  auto n = std::uint32_t{0};
  for (auto const* c = node->content; c != nullptr && *c != 0; ++c) { n += *c > ' ' ? 1U : 0U; }
  return n;
}

// A menu, a list of other headlines: nearly all of it links, and no link a sentence.
bool is_link_list(xmlNode const* node) {
  auto const name = name_of_node(node);
  if (!one_of(name, {"ul", "ol", "div", "dl", "section", "table", "tr", "td", "p"})) {
    return false;
  }
  auto const share = share_of(node);
  return share.text >= 12 && share.links * 10ULL >= share.text * 8ULL;
}

// Visits a tree without recursion: pages are nested as deep as their makers like.
template <class Enter, class Leave>
void walk(xmlNode* root, Enter const& enter, Leave const& leave) {
  for (auto* node = root; node != nullptr;) {
    if (enter(node) && node->children != nullptr && is_element(node)) {
      node = node->children;
      continue;
    }
    for (;;) {
      leave(node);
      if (node == root) { return; }
      if (node->next != nullptr) {
        node = node->next;
        break;
      }
      node = node->parent;
    }
  }
}

void count_links(xmlNode* root) {
  walk(
      root, [](xmlNode* node) { return !is_element(node) || !is_furniture(node); },
      [root](xmlNode* node) {
        auto share = share_of(node);
        if (is_text(node)) { share.text = solid_bytes(node); }
        if (is_element(node) && name_of_node(node) == "a") { share.links = share.text; }
        set_share(node, share);
        if (node == root || node->parent == nullptr) { return; }
        auto const above = share_of(node->parent);
        set_share(node->parent, {above.text + share.text, above.links + share.links});
      });
}

// A row of figures, not a row that only places blocks side by side.
bool is_data_row(xmlNode const* row) {
  auto cells = 0;
  auto blocks = 0;
  for (auto* cell = row->children; cell != nullptr; cell = cell->next) {
    if (!is_element(cell)) { continue; }
    ++cells;
    for (auto* inner = cell->children; inner != nullptr; inner = inner->next) {
      if (!is_element(inner)) { continue; }
      if (one_of(name_of_node(inner), {"table", "ul", "ol"})) { return false; }
      blocks += one_of(name_of_node(inner), {"p", "div", "h1", "h2", "h3"}) ? 1 : 0;
    }
  }
  return cells > 1 && blocks <= 2 * cells;
}

class Page {
 public:
  Page(xmlNode* root, bool with_lists) : with_lists_(with_lists) {
    walk(
        root, [this](xmlNode* node) { return enter(node); },
        [this](xmlNode* node) { leave(node); });
  }
  Paragraphs& paragraphs() { return out_; }

 private:
  bool enter(xmlNode* node) {
    if (is_text(node)) {
      if (node->content != nullptr && !out_.full()) {
        out_.add(reinterpret_cast<char const*>(node->content));
      }
      return true;
    }
    if (!is_element(node) || is_furniture(node) || (!with_lists_ && is_link_list(node))) {
      return false;
    }
    auto const name = name_of_node(node);
    if (name == "tr" && row_ == nullptr && is_data_row(node)) {
      out_.close();
      row_ = node;
    } else if (is_block(name)) {
      part();
    }
    return true;
  }

  void leave(xmlNode* node) {
    if (!is_element(node)) { return; }
    auto const name = name_of_node(node);
    if (node == row_) {
      row_ = nullptr;
      out_.close();
    } else if (row_ != nullptr && node->parent == row_ && one_of(name, {"td", "th"})) {
      out_.tab();
    } else if (is_block(name)) {
      part();
    }
  }

  // A block ends the paragraph, but within a row of a table it is only a space.
  void part() {
    if (row_ == nullptr) {
      out_.close();
    } else {
      out_.add(" ");
    }
  }

  bool with_lists_;
  xmlNode* row_{};
  Paragraphs out_;
};

// When a page says in its head when it was published; nothing it computed on the fly.
std::string published(xmlNode* root) {
  auto found = std::string{};
  walk(
      root,
      [&](xmlNode* node) {
        if (!found.empty() || !is_element(node)) { return false; }
        if (name_of_node(node) != "meta") { return true; }
        auto name = lower(attribute(node, "name"));
        if (name.empty()) { name = lower(attribute(node, "property")); }
        if (!one_of(name, {"pubdate", "publishdate", "article:published_time", "dc.date"})) {
          return true;
        }
        auto day = attribute(node, "content").substr(0, 10);
        std::replace(day.begin(), day.end(), '/', '-');
        if (parse_date(day)) { found = day; }
        return true;
      },
      [](xmlNode*) {});
  return found;
}

xmlNode* first_named(xmlNode* root, std::string_view name) {
  auto* found = static_cast<xmlNode*>(nullptr);
  walk(
      root,
      [&](xmlNode* node) {
        if (found == nullptr && is_element(node) && name_of_node(node) == name) { found = node; }
        return found == nullptr;
      },
      [](xmlNode*) {});
  return found;
}

// The characters as UTF-8: what the bytes are decides, for many a page says otherwise; only where
// they are neither UTF nor GB18030 by their own word does the page's word count.
struct Characters {
  std::string utf8;
  char const* encoding = "UTF-8";
};
Result<Characters> characters_of(std::string_view bytes) {
  auto const charset = charset_of(head_of(bytes));
  auto const ours =
      charset.empty() || charset.starts_with("utf") || charset.starts_with("gb") || is_utf8(bytes);
  if (!ours) {
    if (auto* const known = xmlFindCharEncodingHandler(charset.c_str())) {
      auto out = Characters{std::string{bytes}, nullptr};
      xmlCharEncCloseFunc(known);
      return out;
    }
  }
  auto decoded = text::decode(bytes, {});
  if (!decoded) { return decoded.error(); }
  return Characters{text::utf8(decoded->chars.verbatim)};
}

// A page without a heading of its own still has the title of its tab.
void put_title_first(xmlNode* root, Document& out) {
  auto* const title = first_named(root, "title");
  if (title == nullptr) { return; }
  auto words = Paragraphs{};
  for (auto* child = title->children; child != nullptr; child = child->next) {
    if (is_text(child) && child->content != nullptr) {
      words.add(reinterpret_cast<char const*>(child->content));
    }
  }
  auto head = Document{};
  words.hand_over(head);
  // The text begins with it already, or the name of the site stands behind it.
  auto const first = out.text.substr(0, out.text.find('\n'));
  if (head.text.empty() || head.text.starts_with(first)) { return; }
  head.text += '\n';
  auto const by = static_cast<std::uint32_t>(head.text.size());
  for (auto& segment : out.segments) {
    segment.begin += by;
    segment.end += by;
  }
  out.segments.insert(out.segments.begin(), head.segments.begin(), head.segments.end());
  out.text.insert(0, head.text);
}

struct FreeContext {
  void operator()(htmlParserCtxt* context) const { htmlFreeParserCtxt(context); }
};
struct FreeDocument {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};

}  // namespace

bool is_html(std::string_view bytes) {
  auto const head = head_of(bytes);
  auto at = head.find_first_not_of(" \t\r\n\xef\xbb\xbf\xfe\xff");
  while (at != std::string::npos) {
    auto const rest = std::string_view{head}.substr(at);
    if (rest.starts_with("<!doctype html") || rest.starts_with("<!doctype\nhtml")) { return true; }
    auto const comment = rest.starts_with("<!--");
    if (comment || rest.starts_with("<?") || rest.starts_with("<!doctype")) {
      auto const end = rest.find(comment ? "-->" : ">");
      if (end == std::string_view::npos) { return comment && rest.find("<html") != rest.npos; }
      at = head.find_first_not_of(" \t\r\n", at + end + (comment ? 3 : 1));
      continue;
    }
    if (rest[0] != '<') { return false; }
    auto const name = rest.substr(1, rest.find_first_of(" \t\r\n>/", 1) - 1);
    return one_of(
        name, {"html", "head",  "body",    "meta",    "title",  "link", "script", "style", "div",
               "p",    "table", "article", "section", "main",   "h1",   "h2",     "h3",    "span",
               "ul",   "ol",    "center",  "font",    "strong", "a",    "img",    "br"});
  }
  return false;
}

Result<Document> read_html(std::string_view bytes) {
  if (bytes.size() > kDocumentPartMax) {
    return Error{Code::limit, "网页超过 256 MiB", {}, "请分成几个文件"};
  }
  auto const characters = characters_of(bytes);
  if (!characters) { return characters.error(); }
  auto const context = std::unique_ptr<htmlParserCtxt, FreeContext>{htmlNewParserCtxt()};
  if (!context) { return Error{Code::unavailable, "内存不足", {}, {}}; }
  auto const& utf8 = characters->utf8;
  auto const document = std::unique_ptr<xmlDoc, FreeDocument>{htmlCtxtReadMemory(
      context.get(), utf8.data(), static_cast<int>(utf8.size()), nullptr, characters->encoding,
      HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET)};
  if (context->disableSAX != 0) {
    return Error{Code::limit,
                 "网页不能读完：标签嵌套过深或编码有误",
                 {},
                 "请在浏览器中打开后另存为文本再读"};
  }
  auto* const root = document ? xmlDocGetRootElement(document.get()) : nullptr;
  if (root == nullptr) { return Error{Code::bad_input, "网页里没有文字", {}, {}}; }
  auto out = Document{};
  out.kind = DocumentKind::html;
  out.date = published(root);
  count_links(root);
  for (auto const with_lists : {false, true}) {
    auto page = Page{root, with_lists};
    page.paragraphs().hand_over(out);
    if (!out.text.empty()) { break; }
  }
  if (out.text.empty()) {
    return Error{Code::bad_input,
                 "网页里没有文字",
                 {},
                 "内容可能由脚本生成；请在浏览器中打开后另存为文本再读"};
  }
  if (first_named(root, "h1") == nullptr) { put_title_first(root, out); }
  return out;
}

}  // namespace chengjie::files
