#include "chengjie/answer/documents/document_words.h"

#include "chengjie/reconcile/passages.h"
#include "chengjie/reconcile/subjects.h"
#include "chengjie/reconcile/tiers.h"
#include "chengjie/text/decode.h"

namespace chengjie::answer {
namespace {

// A document's text in UTF-8, and which byte of the document each of its bytes stands on.
class Utf8 {
 public:
  Utf8(std::string_view bytes, std::string_view name) {
    auto const decoded = text::decode(bytes, name);
    if (!decoded || decoded->encoding == text::Encoding::utf8) {
      text_ = bytes;
      return;
    }
    auto const& chars = decoded->chars;
    for (auto i = std::size_t{0}; i != chars.size(); ++i) {
      text::append_utf8(text_, chars.verbatim[i]);
      source_.resize(text_.size(), chars.begin[i]);
    }
    source_.push_back(chars.size() == 0 ? 0 : chars.end[chars.size() - 1]);
  }

  std::string const& text() const { return text_; }
  std::size_t in_source(std::size_t at) const {
    return source_.empty() ? at : source_[std::min(at, source_.size() - 1)];
  }
  void in_source(Clause& clause) const {
    for (auto* at : {&clause.begin, &clause.end, &clause.at}) { *at = in_source(*at); }
  }
  void in_source(Figure& figure) const {
    if (auto* clause = std::get_if<Clause>(&figure.evidence)) { in_source(*clause); }
  }

 private:
  std::string text_;
  std::vector<std::size_t> source_;  // by byte of text_, and one more; empty: as it stands
};

// "全区", "我市" and silence: the place the document is about.
bool means_own_place(std::string const& subject) {
  return subject.empty() || subject.starts_with("全") || subject.starts_with("我");
}

// The marks of what a passage computes are of the inputs' marks, which moving them changes.
void in_source(Utf8 const& utf8, reconcile::Passage& passage) {
  auto moved = std::vector<std::pair<std::string, std::string>>{};
  for (auto& figure : passage.figures) {
    auto const before = mark_of(figure);
    utf8.in_source(figure);
    if (auto* computed = std::get_if<Computation>(&figure.evidence)) {
      for (auto& input : computed->inputs) {
        for (auto const& [old, now] : moved) {
          if (input == old) { input = now; }
        }
      }
    }
    moved.emplace_back(before, mark_of(figure));
  }
  for (auto const& [before, now] : moved) {
    for (auto at = passage.sentence.find("[" + before + "]");
         before != now && at != std::string::npos; at = passage.sentence.find("[" + before + "]")) {
      passage.sentence.replace(at + 1, before.size(), now);
    }
  }
}

}  // namespace

DocumentWords words_of(Context const& context, std::vector<DocumentText> const& documents) {
  auto out = DocumentWords{};
  for (auto const& document : documents) {
    auto const utf8 = Utf8{document.text, document.name};
    auto const& text = utf8.text();
    auto const* record = context.book.find("documents", document.hash);
    auto const about = record == nullptr ? std::string{} : record->text("main_place");
    auto const heading = reconcile::place_of_heading(text);
    out.places[document.hash] = about.empty() ? heading : about;
    for (auto& group : reconcile::groups_of(text, document.hash, document.name)) {
      if (means_own_place(group.subject)) {
        group.subject = about.empty() ? context.region : about;
      }
      for (auto& tier : group.tiers) { utf8.in_source(tier.clause); }
      out.groups.push_back(std::move(group));
    }
    for (auto& figure : reconcile::park_classes_of(text, document.hash, document.name)) {
      utf8.in_source(figure);
      out.figures.push_back(std::move(figure));
    }
    auto among = reconcile::among_of(text, document.hash);
    for (auto* list : {&among.at, &among.stops}) {
      for (auto& at : *list) { at = utf8.in_source(at); }
    }
    out.amongs.push_back(std::move(among));
    for (auto& passage : reconcile::passages_of(text, document.hash, document.name)) {
      in_source(utf8, passage);
      for (auto& figure : passage.figures) {
        if (figure.subject.empty()) { figure.subject = out.places[document.hash]; }
      }
      out.passages.push_back(std::move(passage));
    }
    for (auto& rename : reconcile::renames_of(text)) { out.renames.push_back(std::move(rename)); }
  }
  return out;
}

}  // namespace chengjie::answer
