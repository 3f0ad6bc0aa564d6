#include "chengjie/answer/what.h"

#include <algorithm>
#include <map>
#include <set>

#include "chengjie/answer/chain_rows.h"
#include "chengjie/answer/cite.h"
#include "chengjie/answer/figures.h"
#include "chengjie/choose/gaps.h"
#include "chengjie/choose/pull.h"

namespace chengjie::answer {
namespace {

std::string joined(std::vector<std::string> const& words, std::size_t most) {
  auto text = std::string{};
  for (auto i = std::size_t{0}; i != words.size() && i != most; ++i) {
    text += (text.empty() ? "" : "、") + words[i];
  }
  return words.size() > most ? text + "等" : text;
}

std::vector<std::string> names_of(std::vector<choose::Firm> const& firms) {
  auto names = std::vector<std::string>{};
  for (auto const& firm : firms) { names.push_back(firm.name); }
  return names;
}

Figure score_figure(Context const& context, Sources const& sources, std::string const& subject,
                    double score, std::vector<choose::Part> const& parts) {
  auto d = Basis::Derived{};
  d.subject = subject;
  d.indicator = "承接价值";
  d.value = score * 100;
  d.unit = "points";
  for (auto const& part : parts) {
    d.formula += (d.formula.empty() ? "100 × （" : " + ") + part.title + " " +
                 number_words(part.value) + " × 权重 " + number_words(part.weight);
    for (auto& figure : sources.of(part.marks)) { d.inputs.push_back(std::move(figure)); }
  }
  d.formula += "）";
  // One source often speaks for several parts.
  auto seen = std::set<std::string>{};
  std::erase_if(d.inputs, [&](Figure const& f) { return !seen.insert(mark_of(f)).second; });
  return context.basis.derive(std::move(d));
}

class GapTeller {
 public:
  GapTeller(Context const& context, Sources const& sources, choose::GapInput const& input)
      : c_(context), s_(sources), in_(input) {}

  Item item(choose::Gap const& gap) const {
    auto const& node = in_.built.chains.nodes[gap.node];
    auto item = Item{};
    item.id = node.id;
    item.state = std::string{choose::name_of(gap.judged.state)};
    auto const score = score_figure(c_, s_, node.product, gap.score, gap.parts);
    item.title = Line{node.product + "（" + node.chain + "，"} << choose::title_of(gap.judged.state)
                                                               << "）价值 " << score;
    item.figures.emplace_back("score", score);
    item.lines.push_back(state_line(gap, node));
    if (!gap.downstream.empty()) { item.lines.push_back(downstream_line(gap, node)); }
    if (!gap.wants.empty()) { item.lines.push_back(wants_line(gap)); }
    if (!node.city.empty() || !node.outside.empty()) { item.lines.push_back(who_line(node)); }
    return item;
  }

 private:
  Line state_line(choose::Gap const& gap, choose::Node const& node) const {
    auto line = Line{gap.judged.given ? "状态由产业链台账给出" : "状态按阈值判定"};
    for (auto const& figure : s_.of({node.mark})) { line << figure; }
    if (!node.local.empty()) { line << "；本地：" << joined(names_of(node.local), 3); }
    if (node.key) { line << "；关键环节"; }
    return line;
  }

  Line downstream_line(choose::Gap const& gap, choose::Node const& node) const {
    auto inputs = std::vector<Figure>{};
    for (auto const next : gap.downstream) {
      for (auto& figure : s_.of({in_.built.chains.nodes[next].mark})) {
        inputs.push_back(std::move(figure));
      }
    }
    auto const links =
        c_.basis.derive({node.product, "下游环节数", static_cast<double>(gap.downstream.size()),
                         "count", "产业链图上由本环节可达的环节数", inputs, "个"});
    auto const firms =
        c_.basis.derive({node.product, "下游本地企业数", static_cast<double>(gap.firms), "count",
                         "下游环节的本地企业，去重", inputs, "家"});
    auto line = Line{"缺了它受影响：下游 "} << links << "环节，本地企业 " << firms;
    if (gap.output_cny > 0) {
      inputs.clear();
      for (auto const next : gap.downstream) {
        for (auto const& firm : in_.built.chains.nodes[next].local) {
          for (auto& figure : s_.of({firm.output_mark})) { inputs.push_back(std::move(figure)); }
        }
      }
      line << "，产值 "
           << c_.basis.derive({node.product, "下游本地企业产值", gap.output_cny, "CNY",
                               "下游本地企业已知产值之和", inputs});
    }
    return line;
  }

  Line wants_line(choose::Gap const& gap) const {
    auto line = Line{"承接方向点名："};
    auto first = true;
    for (auto const& match : gap.wants) {
      auto const& want = in_.wants[match.want];
      line << (first ? "" : "、") << want.direction << "“" << want.product << "”";
      for (auto const& figure : s_.of({want.mark})) { line << figure; }
      if (!want.park.empty()) { line << "（" << want.park << "）"; }
      first = false;
    }
    return line;
  }

  Line who_line(choose::Node const& node) const {
    auto line = Line{"可以先找："};
    if (!node.city.empty()) {
      line << "市内 " << joined(names_of(node.city), 4);
      for (auto const& figure : s_.of({node.city.front().mark})) { line << figure; }
    }
    if (!node.outside.empty()) {
      line << (node.city.empty() ? "市外 " : "；市外 ") << joined(names_of(node.outside), 4);
      for (auto const& figure : s_.of({node.outside.front().mark})) { line << figure; }
    }
    return line;
  }

  Context const& c_;
  Sources const& s_;
  choose::GapInput const& in_;
};

void tell_coverage(Context const& context, Sources const& sources, choose::Built const& built,
                   choose::Thresholds const& thresholds, Answer& answer) {
  for (auto const& coverage : choose::coverage_of(built, thresholds)) {
    auto inputs = std::vector<Figure>{};
    for (auto const& node : built.chains.nodes) {
      if (node.chain != coverage.chain) { continue; }
      for (auto& figure : sources.of({node.mark})) { inputs.push_back(std::move(figure)); }
    }
    auto const count = [&](std::string name, std::size_t value) {
      return context.basis.derive({coverage.chain, std::move(name), static_cast<double>(value),
                                   "count", "按产业链台账逐环节计数", inputs, "个"});
    };
    auto line = Line{coverage.chain + "链："} << count("环节数", coverage.nodes) << "环节";
    for (auto const state :
         {choose::State::has, choose::State::weak, choose::State::missing, choose::State::broken}) {
      line << "，" << choose::title_of(state) << " "
           << count("状态为“" + std::string{choose::title_of(state)} + "”的环节",
                    coverage.by_state[static_cast<int>(state)]);
    }
    auto const share = context.basis.derive({coverage.chain, "本地覆盖率", coverage.share * 100,
                                             "percent", "（有 + 弱）÷ 环节数", inputs});
    line << "，本地覆盖 " << share;
    answer.notes.push_back(std::move(line));
  }
}

void tell_pull(Context const& context, Sources const& sources, choose::Built const& built,
               choose::Thresholds const& thresholds, Answer& answer) {
  auto const leads = choose::leads_of(built);
  auto const pulls = choose::pull_of(built, leads, thresholds);
  if (!pulls) { return; }
  auto told = 0;
  for (auto const& pull : *pulls) {
    if (pull.unlocks == 0 || ++told > 3) { break; }
    auto const& lead = leads[pull.lead];
    auto const inputs = sources.of({lead.mark});
    auto const unlocks =
        context.basis.derive({lead.name, "可带动的缺断环节数", static_cast<double>(pull.unlocks),
                              "count", "其上游状态为缺或断的环节数", inputs, "个"});
    answer.notes.push_back(Line{"招链主带链条：" + lead.name +
                                (lead.local ? "（本地）" : "（区外）") + "的上游有缺口 "}
                           << unlocks);
  }
}

Result<Answer> from_chains(Context const& context, choose::Options const& options) {
  auto answer = answer_of(context, "what");
  auto sources = Sources{context};
  auto built = choose::chains_of(rows_of(context, sources));
  if (!built) { return built.error(); }
  auto input = choose::GapInput{std::move(*built), wants_of(context, sources), {}};
  auto const gaps = choose::find_gaps(input, options.gaps);
  if (!gaps) { return gaps.error(); }
  auto const teller = GapTeller{context, sources, input};
  for (auto const& gap : *gaps) { answer.items.push_back(teller.item(gap)); }
  auto parts = std::vector<std::vector<choose::Part>>{};
  for (auto const& gap : *gaps) { parts.push_back(gap.parts); }
  auto const steady = choose::steadiness(parts, options.sensitivity);
  for (auto i = std::size_t{0}; i < steady.size() && i < options.sensitivity.top; ++i) {
    answer.items[i].lines.emplace_back(steady[i].holds ? "名次稳健：权重上下浮动一半仍在前列"
                                                       : "名次随权重变动，宜与其他条件一并看");
  }
  tell_coverage(context, sources, input.built, options.gaps.thresholds, answer);
  tell_pull(context, sources, input.built, options.gaps.thresholds, answer);
  auto const unmatched = choose::unmatched_of(input, options.gaps);
  auto wanted = std::vector<std::string>{};
  for (auto const i : unmatched.wants) { wanted.push_back(input.wants[i].product); }
  if (!wanted.empty()) {
    answer.lacks.push_back("承接方向点名而产业链台账没有的产品：" + joined(wanted, 12));
  }
  answer.lacks.emplace_back("没有地区×行业的就业或产值表，产业相近度没有计入");
  if (std::none_of(gaps->begin(), gaps->end(),
                   [](auto const& gap) { return gap.output_cny > 0; })) {
    answer.lacks.emplace_back("企业产值未知，下游产值没有计入：请导入规上工业企业月度台账");
  }
  return answer;
}

// --- from documents alone ---

choose::Documents documents_of(Context const& context, Sources& sources) {
  auto documents = choose::Documents{};
  documents.wants = wants_of(context, sources);
  auto const mention = [&](std::string firm, std::string relation, std::string target,
                           std::string document, std::string mark) {
    documents.mentions.push_back({std::move(firm), std::move(relation), std::move(target),
                                  std::move(document), false, std::move(mark)});
  };
  for (auto const& record : context.book.all("relations")) {
    mention(record.text("enterprise"), record.text("relation"), record.text("target"),
            record.origin.file, sources.keep(cite(record, "target")));
  }
  for (auto const& record : context.book.all("links")) {
    mention(record.text("from_firm"), record.text("relation"), record.text("to"),
            record.text("source_doc"), sources.keep(cite(record, "to")));
  }
  auto local = std::set<std::string>{};
  for (auto const& m : documents.mentions) {
    if (m.relation == "located_in" && m.target == context.region) { local.insert(m.firm); }
  }
  for (auto& m : documents.mentions) { m.local = local.contains(m.firm); }
  for (auto const& figure : statements(context.book)) {
    if (figure.kind == Kind::target && figure.unit == "CNY") {
      documents.targets.push_back(
          {figure.subject + figure.indicator, figure.value, figure.period, sources.keep(figure)});
    }
  }
  return documents;
}

Answer from_documents(Context const& context, choose::Options const& options) {
  auto answer = answer_of(context, "what");
  auto sources = Sources{context};
  auto const documents = documents_of(context, sources);
  for (auto const& ranked : choose::rank_wants(documents, options.documents)) {
    auto const& want = documents.wants[ranked.want];
    auto item = Item{};
    item.id = want.direction + "/" + want.product;
    item.state = "wanted";
    auto const score = score_figure(context, sources, want.product, ranked.score, ranked.parts);
    item.title = Line{want.product + "（" + want.direction + "）文件支持度 "} << score;
    item.figures.emplace_back("score", score);
    auto named = Line{"文件点名"};
    for (auto const& figure : sources.of({want.mark})) { named << figure; }
    if (!want.park.empty()) { named << "，园区：" << want.park; }
    item.lines.push_back(std::move(named));
    if (!ranked.firms.empty()) {
      item.lines.emplace_back("文件提到的企业：" + joined(ranked.firms, 5));
    }
    answer.items.push_back(std::move(item));
  }
  if (answer.items.empty()) {
    answer.lacks.emplace_back(
        "文件里没有读到承接方向：请读入承接方向文件，或导入承接方向表（--as directions）");
  }
  answer.lacks.emplace_back(
      "没有产业链台账，看不出哪些环节已有、哪些缺：请导入产业链节点表（chengjie import … --as "
      "chains）");
  if (context.book.all("enterprises").empty()) {
    answer.lacks.emplace_back(
        "没有企业名录，分不清本地、市内、市外：请导入企业名录（--as enterprises）");
  }
  return answer;
}

}  // namespace

Result<Answer> what(Context const& context) {
  auto const options = choose_options();
  if (!options) { return options.error(); }
  auto answer = context.book.all("chains").empty()
                    ? Result<Answer>{from_documents(context, *options)}
                    : from_chains(context, *options);
  if (!answer) { return answer; }
  finish(context, *answer);
  return answer;
}

}  // namespace chengjie::answer
