#include <algorithm>

#include "chengjie/answer/context.h"
#include "chengjie/wire/content.h"

namespace chengjie::wire {
namespace {

using files::OutColumn;
using Type = OutColumn::Type;

struct Word {
  std::string_view name, words;
};

std::string worded(std::span<Word const> table, std::string_view name) {
  auto const found = std::ranges::find(table, name, &Word::name);
  return std::string{found == table.end() ? name : found->words};
}

std::string state_words(std::string_view state) {
  static constexpr Word kStates[] = {{"has", "有"},
                                     {"weak", "弱"},
                                     {"missing", "缺"},
                                     {"broken", "断"},
                                     {"wanted", "想要"},
                                     {"placed", "已安排"},
                                     {"not_placed", "没有排下"},
                                     {"met", "达到"},
                                     {"not_met", "没有达到"},
                                     {"near_miss", "只差一步"},
                                     {"top", "已到顶"},
                                     {"unknown", "资料不足"},
                                     {"estimated", "已估算"},
                                     {"open", "未到期"},
                                     {"no_level", "没有现值"},
                                     {"no_answer", "答不了"},
                                     {"to_check", "要核对"},
                                     {"gains", "新标准下达标"},
                                     {"loses", "新标准下不达标"},
                                     {"may_lose", "可能失去"},
                                     {"may_gain", "可能达标"},
                                     {"unclear", "难以判断"},
                                     {"automatic", "免申即享"},
                                     {"closed", "已失效"},
                                     {"not_yet", "未施行"},
                                     {"alert", "要看（两项以上）"},
                                     {"watch", "要看"},
                                     {"lead", "增资扩产线索"},
                                     {"matched", "有匹配"},
                                     {"no_offer", "本区没有"},
                                     {"last_grade", "末档"},
                                     {"low_tax", "亩均税收低"},
                                     {"other_grade", "换档"},
                                     {"same_grade", "档次不变"},
                                     {"not_graded", "未分档"}};
  return worded(kStates, state);
}

std::string conflict_words(std::string_view kind) {
  static constexpr Word kKinds[] = {{"different_values", "数值不一"},
                                    {"parts_against_whole", "部分与总数不合"},
                                    {"implied_total", "由占比推得的总数"},
                                    {"stock_as_flow", "存量当作流量"},
                                    {"boundary_changed", "边界变过"},
                                    {"target_scope_changed", "目标口径变过"},
                                    {"money_mixed", "资金口径混用"},
                                    {"coverage_mixed", "统计范围混用"},
                                    {"growth_against_level", "增速与水平不合"},
                                    {"ratio_out_of_range", "比率超出范围"},
                                    {"misplaced_point", "小数点疑有误"}};
  return worded(kKinds, kind);
}

std::string severity_words(std::string_view severity) {
  static constexpr Word kSeverities[] = {
      {"conflict", "矛盾"}, {"caution", "不可比"}, {"note", "提示"}};
  return worded(kSeverities, severity);
}

std::string source_words(Figure const& figure) {
  static constexpr Word kSources[] = {
      {"ledger", "台账"}, {"document", "文件"}, {"derived", "推算"}, {"assumed", "假设"}};
  return worded(kSources, name_of(source_of(figure)));
}

std::string bound_words(Bound bound) {
  static constexpr Word kBounds[] = {
      {"exact", ""}, {"over", "超过"}, {"under", "不足"}, {"about", "约"}, {"at_least", "不低于"}};
  return worded(kBounds, name_of(bound));
}

std::string unit_words(Figure const& figure) {
  return figure.unit == "count" && !figure.of.empty()
             ? figure.of
             : std::string{answer::unit_words(figure.unit)};
}

std::string in_brackets(std::vector<std::string> const& marks) {
  auto text = std::string{};
  for (auto const& mark : marks) { text += (text.empty() ? "[" : " [") + mark + "]"; }
  return text;
}

std::string scope_words(Scope const& scope) {
  static constexpr Word kParts[] = {
      {"stock", "存量"},       {"flow", "流量"},    {"newly_added", "新增"},
      {"cumulative", "累计"},  {"agreed", "协议"},  {"contracted", "合同"},
      {"in_place", "到位"},    {"started", "开工"}, {"completed", "建成"},
      {"above_scale", "规上"}, {"all", "全部"}};
  auto text = scope.boundary;
  for (auto const part : {name_of(scope.measure), name_of(scope.stage), name_of(scope.coverage)}) {
    if (!part.empty()) { text += (text.empty() ? "" : "、") + worded(kParts, part); }
  }
  return text;
}

class Filler {
 public:
  explicit Filler(Cells& out) : out_(out) { out_.clear(); }
  Filler& operator<<(files::OutValue value) {
    auto const* text = std::get_if<std::string>(&value);
    if (text != nullptr && text->empty()) { value = std::monostate{}; }
    out_.push_back(std::move(value));
    return *this;
  }
  void blank(std::size_t count) { out_.resize(out_.size() + count); }

 private:
  Cells& out_;
};

// An answer: an item a row; each of its named figures takes columns for value, unit, range where
// any has one, and mark.
class AnswerContent final : public Content {
 public:
  explicit AnswerContent(answer::Answer answer) : answer_(std::move(answer)) {
    static constexpr Word kTitles[] = {{"what", "接什么"},
                                       {"where", "放哪里"},
                                       {"how", "怎么留"},
                                       {"effect", "成效"},
                                       {"monthly", "月度运行"},
                                       {"per_mu", "亩均评价"},
                                       {"per_mu_change", "亩均评价前后对照"},
                                       {"per_mu_land", "低效用地"},
                                       {"affected", "新旧规则对照"},
                                       {"policies", "政策条款"},
                                       {"policy", "条款适用企业"},
                                       {"care", "企业关注清单"},
                                       {"matches", "供需匹配"}};
    name = "answer:" + answer_.question;
    title = worded(kTitles, answer_.question);
    rows = answer_.items.size();
    for (auto const& item : answer_.items) {
      for (auto const& [id, figure] : item.figures) { see(id, figure); }
    }
    columns = {{"名次", {}, Type::number}, {"名称", {}, Type::long_text}, {"状态", {}, Type::text}};
    for (auto const& group : groups_) { add_columns(group); }
    columns.push_back({"理由", {}, Type::long_text});
    columns.push_back({"依据", {}, Type::text});
    about.emplace_back("区域", answer_.region);
    for (auto const& note : answer_.notes) {
      about.emplace_back("说明", answer::text_of(note, answer::Marks::shown));
    }
    for (auto const& lack : answer_.lacks) { about.emplace_back("缺少", lack); }
  }

  Result<Done> each(Visit const& visit) override {
    for (auto i = std::size_t{0}; i != answer_.items.size(); ++i) {
      if (auto const done = visit(Row{*this, i}); !done) { return done; }
    }
    return kDone;
  }

 private:
  struct Group {
    std::string id, title;
    bool ranged{}, bounded{};
  };

  class Row final : public ContentRow {
   public:
    Row(AnswerContent const& content, std::size_t at) : content_(content), at_(at) {}
    void cells(Cells& out) const override { content_.fill(at_, out); }
    Json json() const override {
      auto json = Json{{"rank", at_ + 1}};
      json.update(json_of(content_.answer_.items[at_]));
      return json;
    }
    std::string id() const override { return content_.answer_.items[at_].id; }

   private:
    AnswerContent const& content_;
    std::size_t at_;
  };

  void see(std::string const& id, Figure const& figure) {
    auto found = std::ranges::find(groups_, id, &Group::id);
    if (found == groups_.end()) { found = groups_.insert(found, {id, figure.indicator}); }
    // 在西彭园区的得分 and 在另一园区的得分 share no title but the name for programs.
    if (found->title != figure.indicator) { found->title = id == "points" ? "得分" : id; }
    found->ranged = found->ranged || figure.range;
    found->bounded = found->bounded || figure.bound != Bound::exact;
  }

  void add_columns(Group const& group) {
    if (group.bounded) { columns.push_back({group.title + "（界）", {}, Type::text}); }
    columns.push_back({group.title, {}, Type::number});
    columns.push_back({group.title + "（单位）", {}, Type::text});
    if (group.ranged) {
      columns.push_back({group.title + "（低）", {}, Type::number});
      columns.push_back({group.title + "（高）", {}, Type::number});
    }
    columns.push_back({group.title + "（出处）", {}, Type::text});
  }

  static void put(Group const& group, Figure const* figure, Filler& out) {
    if (figure == nullptr) {
      return out.blank(3U + (group.bounded ? 1 : 0) + (group.ranged ? 2 : 0));
    }
    if (group.bounded) { out << bound_words(figure->bound); }
    out << figure->value << unit_words(*figure);
    if (group.ranged && figure->range) {
      out << figure->range->low << figure->range->high;
    } else if (group.ranged) {
      out.blank(2);
    }
    out << in_brackets({mark_of(*figure)});
  }

  void fill(std::size_t at, Cells& cells) const {
    auto const& item = answer_.items[at];
    auto out = Filler{cells};
    out << static_cast<double>(at + 1) << answer::text_of(item.title, answer::Marks::hidden)
        << state_words(item.state);
    for (auto const& group : groups_) {
      auto const found =
          std::ranges::find(item.figures, group.id, &std::pair<std::string, Figure>::first);
      put(group, found == item.figures.end() ? nullptr : &found->second, out);
    }
    auto reasons = std::string{};
    for (auto const& line : item.lines) {
      reasons += (reasons.empty() ? "" : "\n") + answer::text_of(line, answer::Marks::shown);
    }
    out << reasons << in_brackets(marks_of(item));
  }

  // Each once, in the order in which they are met.
  static std::vector<std::string> marks_of(answer::Item const& item) {
    auto marks = std::vector<std::string>{};
    auto one = answer::Answer{};
    one.items.push_back(item);
    for (auto const& figure : answer::figures_of(one)) {
      auto mark = mark_of(figure);
      if (std::ranges::find(marks, mark) == marks.end()) { marks.push_back(std::move(mark)); }
    }
    return marks;
  }

  answer::Answer answer_;
  std::vector<Group> groups_;
};

// Contradictions: a row a figure, so that each stands as a number with its scope and source.
class ConflictContent final : public Content {
 public:
  explicit ConflictContent(std::vector<answer::Contradiction> found) : found_(std::move(found)) {
    name = "conflicts";
    title = "互相矛盾或不能相比的数字";
    for (auto const& row : found_) { rows += figures_shown(row); }
    columns = {{"序号", {}, Type::number},    {"类型", {}, Type::text}, {"轻重", {}, Type::text},
               {"说明", {}, Type::long_text}, {"主体", {}, Type::text}, {"指标", {}, Type::text},
               {"时期", {}, Type::text},      {"界", {}, Type::text},   {"数值", {}, Type::number},
               {"单位", {}, Type::text},      {"口径", {}, Type::text}, {"来源", {}, Type::text},
               {"依据", {}, Type::text}};
  }

  Result<Done> each(Visit const& visit) override {
    for (auto i = std::size_t{0}; i != found_.size(); ++i) {
      for (auto f = std::size_t{0}; f != figures_shown(found_[i]); ++f) {
        if (auto const done = visit(Row{found_[i], i, f}); !done) { return done; }
      }
    }
    return kDone;
  }

 private:
  // A sentence without figures has a row too.
  static std::size_t figures_shown(answer::Contradiction const& row) {
    return std::max<std::size_t>(row.figures.size(), 1);
  }

  class Row final : public ContentRow {
   public:
    Row(answer::Contradiction const& found, std::size_t number, std::size_t figure)
        : found_(found), number_(number + 1), figure_(figure) {}

    void cells(Cells& cells) const override {
      auto out = Filler{cells};
      out << static_cast<double>(number_) << conflict_words(found_.kind)
          << severity_words(found_.severity) << found_.sentence;
      if (figure_ >= found_.figures.size()) { return out.blank(9); }
      auto const& figure = found_.figures[figure_];
      out << figure.subject << figure.indicator << figure.period << bound_words(figure.bound)
          << figure.value << unit_words(figure) << scope_words(figure.scope) << source_words(figure)
          << in_brackets({mark_of(figure)});
    }
    Json json() const override {
      auto json = Json{{"number", number_},
                       {"kind", found_.kind},
                       {"severity", found_.severity},
                       {"sentence", found_.sentence}};
      if (figure_ < found_.figures.size()) { json["figure"] = json_of(found_.figures[figure_]); }
      return json;
    }
    std::string id() const override { return std::to_string(number_); }

   private:
    answer::Contradiction const& found_;
    std::size_t number_, figure_;
  };

  std::vector<answer::Contradiction> found_;
};

}  // namespace

std::unique_ptr<Content> content_of(answer::Answer answer) {
  return std::make_unique<AnswerContent>(std::move(answer));
}

std::unique_ptr<Content> content_of(std::vector<answer::Contradiction> found) {
  return std::make_unique<ConflictContent>(std::move(found));
}

}  // namespace chengjie::wire
