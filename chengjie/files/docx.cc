#include "chengjie/files/docx.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "chengjie/files/paragraphs.h"
#include "chengjie/files/xml.h"

namespace chengjie::files {
namespace {

using Event = XmlReader::Event;
using Notes = std::map<std::string, std::string, std::less<>>;

constexpr auto kNoteBytesMax = std::size_t{1} << 20;  // of one footnote

Error damaged() {
  return {Code::bad_input, "Word 文档损坏或没有传完", {}, "请重新下载，或在 Word 中打开后另存"};
}
Error too_large() {
  return {Code::limit, "Word 文档解开后过大（超过 256 MiB）或嵌套过深", {}, "请分成几个文件"};
}

// What a reader of the finished document does not see. Of two forms of the same drawing
// (mc:AlternateContent) the older one goes.
bool unseen(std::string_view name) {
  constexpr auto kNames = std::to_array<std::string_view>(
      {"del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback", "rPr", "pPr", "tblPr",
       "tcPr", "trPr", "sectPr", "tblGrid", "pPrChange", "rPrChange"});
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

bool is_off(std::string_view value) { return value == "0" || value == "false" || value == "off"; }

// One part of the container: word/document.xml or word/footnotes.xml.
class Part {
 public:
  Part(Zip const& zip, std::string const& name, Notes const& notes)
      : part_(zip, name),
        notes_(notes),
        xml_([this](char* to, std::size_t size) { return take(to, size); }) {}
  virtual ~Part() = default;
  Part(Part const&) = delete;
  Part& operator=(Part const&) = delete;

  Result<Done> read() {
    if (!part_.ok()) { return damaged(); }
    for (;;) {
      switch (xml_.next()) {
        case Event::start:
          if (auto const going = enter(); !going) { return going; }
          break;
        case Event::end:
          leave(xml_.name());
          break;
        case Event::text:
          if (in_text_) { out_.add(xml_.text()); }
          break;
        case Event::done:
          return kDone;
        case Event::limit:
          return too_large();
        case Event::broken:
          return bytes_ > kDocumentPartMax ? too_large() : damaged();
      }
      if (out_.full()) { return Error{Code::limit, "文字超过 64 MiB", {}, "请分成几个文件"}; }
    }
  }

 protected:
  virtual void note_begins(std::string_view /*id*/) {}
  virtual void note_ends() {}

  Paragraphs out_;
  bool pages_known_{};

 private:
  std::ptrdiff_t take(char* to, std::size_t size) {
    auto const got = part_.read(to, size);
    if (got > 0) { bytes_ += static_cast<std::size_t>(got); }
    return bytes_ > kDocumentPartMax ? -2 : got;
  }

  Result<Done> enter() {
    auto const name = xml_.name();
    if (name == "rPr") { return run_properties(); }
    if (unseen(name)) { return skip(); }
    if (name == "r") {
      run_hidden_ = false;
    } else if (name == "t") {
      in_text_ = !run_hidden_;
    } else if (name == "tab") {
      out_.add(" ");
    } else if (name == "br" || name == "cr") {
      // A line break within a paragraph parts sentences as a paragraph does, but not cells.
      if (xml_.attribute("type") == "page") { next_page(); }
      part();
    } else if (name == "noBreakHyphen") {
      out_.add("-");
    } else if (name == "lastRenderedPageBreak") {
      pages_known_ = true;
      out_.set_page(++page_);
    } else if (name == "p" || name == "tbl" || name == "txbxContent") {
      part();
    } else if (name == "tr") {
      if (row_++ == 0) { out_.close(); }
    } else if (name == "footnoteReference" || name == "endnoteReference") {
      auto const note = notes_.find(xml_.attribute("id"));
      if (note != notes_.end()) { waiting_ += (waiting_.empty() ? "" : "\n") + note->second; }
    } else if (name == "footnote" || name == "endnote") {
      // Separators are notes too, of a type of their own.
      if (xml_.has_attribute("type")) { return skip(); }
      note_begins(xml_.attribute("id"));
    }
    return kDone;
  }

  void leave(std::string_view name) {
    if (name == "t") {
      in_text_ = false;
    } else if (name == "p") {
      part();
      if (row_ == 0) { put_notes(); }
    } else if (name == "tc" && row_ == 1) {
      out_.tab();
    } else if (name == "tr" && row_ != 0 && --row_ == 0) {
      out_.close();
      put_notes();
    } else if (name == "footnote" || name == "endnote") {
      note_ends();
    }
  }

  void part() {
    if (row_ == 0) {
      out_.close();
    } else {
      out_.add(" ");
    }
  }

  // A page break typed in counts only where Word has not left its own marks.
  void next_page() {
    if (!pages_known_) { out_.set_page(++page_); }
  }

  void put_notes() {
    if (waiting_.empty()) { return; }
    out_.add(waiting_);
    out_.close();
    waiting_.clear();
  }

  Result<Done> skip() {
    auto const depth = xml_.depth();
    for (;;) {
      auto const event = xml_.next();
      if (event == Event::end && xml_.depth() < depth) { return kDone; }
      if (event == Event::done || event == Event::broken) { return damaged(); }
      if (event == Event::limit) { return too_large(); }
    }
  }

  // Of a run's properties only one matters: hidden.
  Result<Done> run_properties() {
    auto const depth = xml_.depth();
    for (;;) {
      auto const event = xml_.next();
      if (event == Event::start && xml_.name() == "vanish") {
        run_hidden_ = !is_off(xml_.attribute("val"));
      }
      if (event == Event::end && xml_.depth() < depth) { return kDone; }
      if (event == Event::done || event == Event::broken) { return damaged(); }
      if (event == Event::limit) { return too_large(); }
    }
  }

  Zip::Part part_;
  Notes const& notes_;
  std::size_t bytes_{};
  XmlReader xml_;
  std::string waiting_;  // footnotes of the paragraph in hand
  std::uint32_t page_{1};
  int row_{};  // rows within rows: only the outermost is a line
  bool in_text_{}, run_hidden_{};
};

class Body final : public Part {
 public:
  using Part::Part;
  Document document() {
    auto document = Document{};
    document.kind = DocumentKind::docx;
    out_.hand_over(document);
    return document;
  }
};

class NoteParts final : public Part {
 public:
  NoteParts(Zip const& zip, std::string const& name, Notes& into)
      : Part(zip, name, kNone), into_(into) {}

 private:
  void note_begins(std::string_view id) override { id_ = id; }
  void note_ends() override {
    auto note = Document{};
    out_.hand_over(note);
    std::replace(note.text.begin(), note.text.end(), '\n', ' ');
    if (note.text.size() <= kNoteBytesMax) { into_[id_] = std::move(note.text); }
    out_ = Paragraphs{};
  }

  static Notes const kNone;
  Notes& into_;
  std::string id_;
};
Notes const NoteParts::kNone{};

}  // namespace

Result<Document> read_docx(Zip const& zip) {
  auto notes = Notes{};
  if (zip.has("word/footnotes.xml")) {
    if (auto const read = NoteParts{zip, "word/footnotes.xml", notes}.read(); !read) {
      return read.error();
    }
  }
  auto body = Body{zip, "word/document.xml", notes};
  if (auto const read = body.read(); !read) { return read.error(); }
  auto document = body.document();
  if (document.text.empty()) {
    return Error{Code::bad_input, "Word 文档里没有文字", {}, "如果是图片，请先做文字识别"};
  }
  return document;
}

}  // namespace chengjie::files
