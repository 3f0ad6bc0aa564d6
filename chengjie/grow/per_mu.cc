#include "chengjie/grow/per_mu.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace chengjie::grow {
namespace {

using rules::number_words;

// Two scores closer than this are one score: sums of a few terms differ in the last digits only.
constexpr auto kSameScore = 1e-9;

struct Run {
  MuScheme const& scheme;
  MuGroup const& group;
  MuOptions const& options;
  std::vector<std::size_t> members{};  // indices into the firms
};

std::optional<double> assumed(Run const& run, MuItem const& item) {
  for (auto const& [key, weight] : run.options.assumed_weights) {
    if (key == run.group.key + "/" + item.name && std::isfinite(weight) && weight > 0) {
      return weight;
    }
  }
  return std::nullopt;
}

MuTerm read_term(Run const& run, MuItem const& item, rules::FactTable const& facts) {
  auto const options = for_rules(run.options.base, rules::Applies::both);
  auto const amount = rules::amount_of(item.of, {}, facts, options);
  auto term = MuTerm{};
  term.name = item.name;
  term.formula = rules::words_of_value(item.of, item.of.left, {}, options.year);
  term.value = amount.value;
  term.value_words = amount.value ? rules::words_of(*amount.value, item.unit) : "未知";
  term.weight = item.weight ? *item.weight : assumed(run, item).value_or(0);
  term.weight_assumed = !item.weight;
  term.marks = amount.marks;
  if (!amount.value) { term.missing = amount.missing; }
  return term;
}

// Points before the cap, with the sum as it would be done by hand.
void by_benchmark(MuItem const& item, MuTerm& term) {
  term.points = *term.value / item.benchmark * term.weight;
  auto const scale = item.unit.power[0] == 1 && !rules::is_ratio(item.unit) ? 1e4 : 1;
  term.sum = number_words(*term.value / scale) + " ÷ " + number_words(item.benchmark / scale) +
             " × " + number_words(term.weight) + " = " + number_words(*term.points);
}

void by_range(double least, double most, MuTerm& term) {
  auto const share = most > least ? (*term.value - least) / (most - least) : 1;
  term.points = term.weight * (20 + 80 * share) / 100;
  term.sum = number_words(term.weight) + " × [20 + 80 × " + number_words(share) +
             "] ÷ 100 = " + number_words(*term.points);
}

void limit(MuItem const& item, MuTerm& term) {
  if (item.negative_is_zero && *term.points < 0) {
    term.points = 0;
    term.rule = "负值按 0 分";
  }
  if (item.cap && *term.points > *item.cap * term.weight) {
    term.points = *item.cap * term.weight;
    term.rule = "单项封顶 " + number_words(*term.points) + " 分";
  }
}

void rate_known(Run const& run, MuItem const& item, std::vector<MuTerm*> const& terms) {
  auto least = HUGE_VAL;
  auto most = -HUGE_VAL;
  for (auto const* term : terms) {
    if (!term->value) { continue; }
    least = std::min(least, *term->value);
    most = std::max(most, *term->value);
  }
  for (auto* term : terms) {
    if (!term->value) { continue; }
    if (run.group.norm == Norm::benchmark) {
      by_benchmark(item, *term);
    } else {
      by_range(least, most, *term);
    }
    limit(item, *term);
  }
}

// The mean is of the points of those who have the value, after caps.
void rate_missing(MuItem const& item, std::vector<MuTerm*> const& terms) {
  auto sum = 0.0;
  auto n = 0;
  for (auto const* term : terms) {
    if (term->points) {
      sum += *term->points;
      ++n;
    }
  }
  for (auto* term : terms) {
    if (term->points) { continue; }
    if (item.missing == IfMissing::zero) {
      term->points = 0;
      term->rule = "缺数据按 0 分（办法规定）";
    } else if (item.missing == IfMissing::group_mean && n > 0) {
      term->points = sum / n;
      term->rule = "缺数据按本组此项平均 " + number_words(sum / n) + " 分";
    } else {
      term->rule = "缺数据，未计分";
    }
  }
}

double bonus_of(MuScheme const& scheme, double bonus) {
  return scheme.bonus_max ? std::min(bonus, *scheme.bonus_max) : bonus;
}

void add_up(MuScheme const& scheme, MuFirm const& firm, MuSheet& sheet) {
  sheet.bonus = bonus_of(scheme, firm.bonus);
  auto total = sheet.bonus;
  for (auto const& term : sheet.terms) {
    if (!term.points) { return; }
    total += *term.points;
  }
  sheet.total = total;
}

// The grade of the place: A holds while rank <= share of the ranked, the last grade takes the rest.
std::string grade_at(MuScheme const& scheme, int place, int ranked) {
  auto upto = 0.0;
  for (auto const& cut : scheme.cuts) {
    upto += cut.share;
    if (place <= std::floor(ranked * upto / 100 + 1e-9)) { return cut.grade; }
  }
  return scheme.cuts.back().grade;
}

void rank(Run const& run, std::vector<MuFirm> const& firms, std::vector<MuSheet>& sheets) {
  auto order = std::vector<std::size_t>{};
  for (auto const i : run.members) {
    if (sheets[i].total && firms[i].left_out.empty()) { order.push_back(i); }
  }
  std::ranges::stable_sort(order,
                           [&](auto a, auto b) { return *sheets[a].total > *sheets[b].total; });
  auto const n = static_cast<int>(order.size());
  for (auto first = 0; first != n;) {
    auto const score = *sheets[order[static_cast<std::size_t>(first)]].total;
    auto last = first;
    while (last + 1 != n &&
           score - *sheets[order[static_cast<std::size_t>(last + 1)]].total <= kSameScore) {
      ++last;
    }
    for (auto i = first; i <= last; ++i) {
      auto& sheet = sheets[order[static_cast<std::size_t>(i)]];
      sheet.rank = first + 1;
      sheet.ranked = n;
      sheet.grade = grade_at(run.scheme, run.scheme.ties_better ? first + 1 : last + 1, n);
      sheet.why = run.group.title + "组 " + std::to_string(n) + " 家中第 " +
                  std::to_string(first + 1) + " 名" +
                  (last > first ? "（并列 " + std::to_string(last - first + 1) + " 家）" : "");
    }
    first = last + 1;
  }
}

// A decision stands over a veto, a veto over the rank.
void settle(MuScheme const& scheme, MuFirm const& firm, MuSheet& sheet) {
  if (!firm.left_out.empty()) {
    sheet.grade.clear();
    sheet.why = "不参评：" + firm.left_out;
  } else if (!firm.forced.empty()) {
    sheet.grade = firm.forced;
    sheet.why =
        "依决定定档：" + (firm.forced_why.empty() ? std::string{"未写明依据"} : firm.forced_why);
  } else if (!firm.veto.empty()) {
    sheet.grade = scheme.veto_grade;
    sheet.why = "否决事项：" + firm.veto;
  } else if (!sheet.total) {
    sheet.why = "资料不足，暂不定档";
  }
}

Result<Done> check(MuScheme const& scheme, std::vector<MuFirm> const& firms) {
  for (auto const& f : firms) {
    auto const known_group =
        std::ranges::any_of(scheme.groups, [&](auto const& g) { return g.key == f.group; });
    if (!known_group) {
      return Error{Code::bad_input, "“" + scheme.name + "”没有组别“" + f.group + "”", f.firm.id,
                   "改正组别，或在办法里加上这一组"};
    }
    auto const known_grade =
        f.forced.empty() ||
        std::ranges::any_of(scheme.cuts, [&](auto const& c) { return c.grade == f.forced; });
    if (!known_grade) {
      return Error{Code::bad_input, "没有档次“" + f.forced + "”", f.firm.id, "改正定档"};
    }
    if (!std::isfinite(f.bonus)) {
      return Error{Code::bad_input, "加分不是有效的数", f.firm.id, "改正加分"};
    }
  }
  return kDone;
}

Result<Done> check_weights(Run const& run) {
  for (auto const& item : run.group.items) {
    if (item.weight || assumed(run, item) || run.members.empty()) { continue; }
    return Error{
        Code::infeasible,
        "“" + run.scheme.name + "”" + run.group.title + "组“" + item.name + "”的权重未查到",
        run.scheme.id, "查到后写进办法，或给出假设的权重 " + run.group.key + "/" + item.name};
  }
  return kDone;
}

void note(MuScheme const& scheme, Run const& run, MuReport& report) {
  for (auto const& item : run.group.items) {
    if (!item.cap_found) {
      report.notes.push_back(run.group.title + "“" + item.name + "”单项封顶的数值未查到，未封顶");
    }
    if (!item.weight) {
      report.notes.push_back(run.group.title + "“" + item.name + "”的权重是假设");
    }
  }
  if (!scheme.bonus_found && &run.group == &scheme.groups.front()) {
    report.notes.push_back("加分上限未查到，未设上限");
  }
}

void grade_group(Run const& run, std::vector<MuFirm> const& firms, MuReport& report) {
  for (auto const i : run.members) {
    auto const facts = rules::FactTable{firms[i].firm.facts};
    for (auto const& item : run.group.items) {
      report.sheets[i].terms.push_back(read_term(run, item, facts));
    }
  }
  for (auto k = std::size_t{0}; k != run.group.items.size(); ++k) {
    auto terms = std::vector<MuTerm*>{};
    for (auto const i : run.members) {
      if (firms[i].left_out.empty()) { terms.push_back(&report.sheets[i].terms[k]); }
    }
    rate_known(run, run.group.items[k], terms);
    rate_missing(run.group.items[k], terms);
  }
  for (auto const i : run.members) {
    if (firms[i].left_out.empty()) { add_up(run.scheme, firms[i], report.sheets[i]); }
  }
  rank(run, firms, report.sheets);
  auto summary =
      MuGroupReport{run.group.key, run.group.title, static_cast<int>(run.members.size()), 0, {}};
  for (auto const& cut : run.scheme.cuts) { summary.grades.emplace_back(cut.grade, 0); }
  for (auto const i : run.members) {
    settle(run.scheme, firms[i], report.sheets[i]);
    summary.ranked += report.sheets[i].rank > 0 ? 1 : 0;
    for (auto& [grade, n] : summary.grades) { n += grade == report.sheets[i].grade ? 1 : 0; }
  }
  report.groups.push_back(std::move(summary));
}

}  // namespace

Result<MuReport> grade(MuScheme const& scheme, std::vector<MuFirm> const& firms,
                       MuOptions const& options) {
  if (auto const good = check(scheme, firms); !good) { return good.error(); }
  auto report = MuReport{};
  report.scheme = scheme.name;
  report.document = scheme.document;
  report.sheets.resize(firms.size());
  for (auto i = std::size_t{0}; i != firms.size(); ++i) {
    report.sheets[i].firm = firms[i].firm.id;
    report.sheets[i].group = firms[i].group;
  }
  for (auto const& group : scheme.groups) {
    auto run = Run{scheme, group, options};
    for (auto i = std::size_t{0}; i != firms.size(); ++i) {
      if (firms[i].group == group.key) { run.members.push_back(i); }
    }
    if (auto const weights = check_weights(run); !weights) { return weights.error(); }
    note(scheme, run, report);
    grade_group(run, firms, report);
  }
  return report;
}

std::vector<MuChange> difference(MuReport const& before, MuReport const& after) {
  auto old = std::map<std::string_view, MuSheet const*>{};
  for (auto const& sheet : before.sheets) { old.emplace(sheet.firm, &sheet); }
  auto out = std::vector<MuChange>{};
  static auto const kNone = MuSheet{};
  for (auto const& now : after.sheets) {
    auto const at = old.find(now.firm);
    auto const& was = at == old.end() ? kNone : *at->second;
    auto change =
        MuChange{now.firm, was.grade, now.grade, was.total, now.total, was.rank, now.rank, {}};
    for (auto const& term : now.terms) {
      auto const same = std::ranges::find(was.terms, term.name, &MuTerm::name);
      if (same == was.terms.end() || same->points != term.points) {
        change.terms.push_back(term.name);
      }
    }
    if (was.grade != now.grade || was.rank != now.rank || was.total != now.total) {
      out.push_back(std::move(change));
    }
  }
  return out;
}

}  // namespace chengjie::grow
