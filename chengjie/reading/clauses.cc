#include "chengjie/reading/clauses.h"

#include <algorithm>
#include <iterator>

#include "chengjie/reading/entities.h"
#include "chengjie/reading/indicator.h"
#include "chengjie/reading/lexicon.h"
#include "chengjie/reading/terms.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;

class Rows {
 public:
  Rows(Document const& d, Source const& source) : d_(d), t_(d.text()), source_(source) {}

  std::vector<ClauseRow> run() {
    for (auto const& block : d_.page.blocks) {
      if (block.kind == text::BlockKind::noise) { continue; }
      wanted(block);
    }
    wanted_ = out_.size();
    for (auto const& sentence : d_.sentences) { task(sentence); }
    auto policies = read_policies(d_, source_);
    out_.insert(out_.begin() + static_cast<std::ptrdiff_t>(wanted_),
                std::make_move_iterator(policies.begin()), std::make_move_iterator(policies.end()));
    return std::move(out_);
  }

 private:
  View view(std::size_t begin, std::size_t end) const { return t_.substr(begin, end - begin); }

  Clause evidence(std::size_t begin, std::size_t end) const {
    return whole_sentence(d_, source_, begin, end);
  }

  // “1. 先进材料方向:打造...;引育A、B、C等”: direction, then its products and parks.
  void wanted(text::Block const& block) {
    auto const line = view(block.begin, block.end);
    auto const colon = line.find(U':');
    if (colon == View::npos || colon > 26) { return; }
    auto head = line.substr(0, colon);
    while (!head.empty() &&
           (text::is_digit(head.front()) ||
            View{U".、 ()一二三四五六七八九十"}.find(head.front()) != View::npos)) {
      head.remove_prefix(1);
    }
    if (!head.ends_with(U"方向") || head.size() < 4) { return; }
    head.remove_suffix(2);
    auto const direction = text::utf8(head);
    auto any = false;
    for (auto const part : text::sentences(t_, block.begin + colon + 1, block.end)) {
      auto const parks = parks_in(part);
      auto products = products_in(part);
      if (products.empty() && parks.empty()) { continue; }
      if (products.empty()) { products.push_back({}); }
      for (auto const& product : products) {
        auto row = ClauseRow{};
        row.type = "wanted";
        row.direction = direction;
        row.product = product;
        row.park = parks;
        row.evidence = evidence(part.begin, part.end);
        out_.push_back(std::move(row));
        any = true;
      }
    }
    if (any) { return; }
    auto row = ClauseRow{};
    row.type = "wanted";
    row.direction = direction;
    row.evidence = evidence(block.begin, block.end);
    out_.push_back(std::move(row));
  }

  std::string parks_in(text::Part part) const {
    auto out = std::string{};
    for (auto const& name : between(d_.names, part.begin, part.end)) {
      if (name.type != EntityType::park) { continue; }
      out += (out.empty() ? "" : "、") + text::utf8(name.full);
    }
    return out;
  }

  // “大力发展智能发电设备”, “以智能无人机”: what is wanted without the verbs and adverbs before it.
  static View without_verbs(View word) {
    static constexpr View kLeads[] = {
        U"以",     U"将",   U"大力", U"加快", U"积极", U"着力", U"重点", U"深入", U"持续",
        U"进一步", U"引进", U"引育", U"培育", U"发展", U"推进", U"推动", U"探索", U"打造",
        U"建设",   U"建成", U"完善", U"做大", U"做强", U"提升", U"加强", U"加大", U"吸引",
        U"更多",   U"各类", U"布局", U"聚焦", U"围绕", U"研制", U"开发", U"支持", U"鼓励"};
    for (auto cut = true; cut;) {
      cut = false;
      for (auto const lead : kLeads) {
        if (word.size() < lead.size() + 2 || !word.starts_with(lead)) { continue; }
        word.remove_prefix(lead.size());
        cut = true;
      }
    }
    return word;
  }

  // Terms of the product list and list items that end like products.
  std::vector<std::string> products_in(text::Part part) const {
    auto out = std::vector<std::string>{};
    auto from = part.begin;
    for (auto i = part.begin; i <= part.end; ++i) {
      auto const cut = i == part.end || View{U"、,和等及:"}.find(t_[i]) != View::npos;
      if (!cut) { continue; }
      auto item = from;
      for (auto k = from; k < i; ++k) {
        if (auto const n = lead_at(t_, k); n > 1 && k + n + 2 <= i) { item = k + n; }
      }
      auto word = without_verbs(view(item, std::max(item, i)));
      for (View const tail : {U"新产品开发力度", U"等产品", U"产品", U"企业", U"等领域", U"领域"}) {
        if (word.size() > tail.size() + 1 && word.ends_with(tail)) {
          word.remove_suffix(tail.size());
        }
      }
      auto const known = word.size() >= 2 && word.size() <= 12 &&
                         (product_at(word, 0) == word.size() || product_head(word));
      auto const text = known ? text::utf8(word) : std::string{};
      if (known && std::find(out.begin(), out.end(), text) == out.end()) { out.push_back(text); }
      from = i + 1;
    }
    return out;
  }

  // “责任单位:区经信委”, “到2027年...力争...”: a task with owner, due date or measurable end.
  void task(Sentence const& sentence) {
    auto const s = view(sentence.begin, sentence.end);
    auto owner = std::string{};
    for (View const word :
         {U"责任单位:", U"牵头单位:", U"(责任单位", U"(牵头单位", U"牵头单位", U"责任部门:"}) {
      if (auto const at = s.find(word); at != View::npos) {
        auto rest = s.substr(at + word.size());
        while (!rest.empty() && View{U": "}.find(rest.front()) != View::npos) {
          rest.remove_prefix(1);
        }
        owner = text::utf8(rest.substr(0, std::min(rest.find_first_of(U",;)"), std::size_t{40})));
        break;
      }
    }
    auto const due = due_of(sentence);
    if (owner.empty() && due.empty()) { return; }
    if (owner.empty() &&
        kind_cue(t_, sentence.begin, sentence.begin, sentence.end).kind != Kind::target &&
        !has_deadline(sentence)) {
      return;
    }
    auto row = ClauseRow{};
    row.type = "task";
    row.evidence = evidence(sentence.begin, sentence.end);
    row.task = text::utf8(s.substr(0, 80));
    row.owner = owner;
    row.due = due;
    for (auto const& q : between(d_.quantities, sentence.begin, sentence.end)) {
      auto const phrase = phrase_before(d_, sentence.begin, q.begin);
      row.indicator = text::utf8(phrase.text) + text::utf8(view(q.begin, q.end));
      break;
    }
    if (row.owner.empty() && row.indicator.empty()) { return; }
    out_.push_back(std::move(row));
  }

  bool has_deadline(Sentence const& sentence) const {
    auto const marks = between(d_.clock.marks, sentence.begin, sentence.end);
    return std::any_of(marks.begin(), marks.end(),
                       [](auto const& m) { return m.kind == MarkKind::deadline; });
  }

  std::string due_of(Sentence const& sentence) const {
    auto due = std::string{};
    for (auto const& mark : between(d_.clock.marks, sentence.begin, sentence.end)) {
      if (mark.kind == MarkKind::deadline) { due = mark.period; }
    }
    return due;
  }

  Document const& d_;
  View t_;
  Source const& source_;
  std::vector<ClauseRow> out_;
  std::size_t wanted_{};  // rows of wanted lists, which come first
};

}  // namespace

Clause whole_sentence(Document const& d, Source const& source, std::size_t begin, std::size_t end) {
  end = std::min(end, begin + 240);
  auto const& chars = d.page.chars;
  auto out = Clause{source.hash,        source.name,        chars.begin[begin],
                    chars.end[end - 1], chars.begin[begin], {}};
  out.text = text::utf8(std::u32string_view{chars.verbatim}.substr(begin, end - begin));
  return out;
}

std::vector<ClauseRow> read_clauses(Document const& d, Source const& source) {
  return Rows{d, source}.run();
}

}  // namespace chengjie::reading
