// Parts that add up to more than their whole. Six shapes: tiers of a plan against a stated total
// (here); what one sentence tells against itself (passages.h); one figure that is called a part
// ("其中") of another yet exceeds it (part_of_whole.cc); a list of parts (parts_in_list.cc); a
// whole whose parts are known by name (parts_by_name.cc); areas that lie within another area and
// exceed it (parts_of_areas.cc). Parts that stay below a whole may be incomplete: nothing, but
// where the parts are known to be all.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "chengjie/reconcile/rules.h"

namespace chengjie::reconcile {
namespace {

// ---- tiers of a plan ----

constexpr auto kGenericWords = std::to_array<std::string_view>(
    {"智能", "高端", "新型", "制造", "产业", "先进", "特色", "现代", "集群", "技术", "系统", "应用",
     "服务", "装备", "加工", "新一代", "信息", "及新", "产品"});

std::string shared_word(std::string const& a, std::string const& b) {
  // Longest run of whole characters (three bytes each in these names) that both hold.
  auto best = std::string{};
  for (auto i = std::size_t{0}; i + 6 <= a.size(); i += 3) {
    for (auto n = std::size_t{6}; i + n <= a.size(); n += 3) {
      auto const run = a.substr(i, n);
      if (n > best.size() && has(b, run)) { best = run; }
    }
  }
  auto rest = best;
  for (auto const word : kGenericWords) {
    for (auto at = rest.find(word); at != std::string::npos; at = rest.find(word)) {
      rest.erase(at, word.size());
    }
  }
  return rest.size() >= 6 ? best : std::string{};
}

std::string overlaps_in(Group const& group) {
  auto names = std::vector<std::pair<std::string, std::size_t>>{};
  for (auto t = std::size_t{0}; t != group.tiers.size(); ++t) {
    for (auto const& member : group.tiers[t].members) { names.emplace_back(member, t); }
  }
  auto text = std::string{};
  auto pairs = 0;
  for (auto i = std::size_t{0}; i != names.size(); ++i) {
    for (auto j = i + 1; j != names.size() && pairs < 3; ++j) {
      if (names[i].second == names[j].second ||
          shared_word(names[i].first, names[j].first).empty()) {
        continue;
      }
      text += (text.empty() ? "" : "、") + names[i].first + "与" + names[j].first;
      ++pairs;
    }
  }
  return text;
}

std::string services_in(Group const& group) {
  for (auto const& tier : group.tiers) {
    for (auto const& member : tier.members) {
      if (has(member, "服务") || has(member, "软件")) { return member; }
    }
  }
  return {};
}

double sum_of(Group const& group) {
  auto sum = 0.0;
  for (auto const& tier : group.tiers) { sum += tier.count * tier.size; }
  return sum;
}

std::string product_text(Group const& group) {
  auto text = std::string{};
  for (auto const& tier : group.tiers) {
    text += (text.empty() ? "" : " + ") + amount_text(tier.count, "count", "") + "× " +
            amount_text(tier.size, group.unit, "");
  }
  return text;
}

// What the two sides do not measure alike, in words.
std::string scope_gap(Group const& group, Entry const& whole) {
  auto text =
      std::string{"口径不同之处：档级说的是集群" + group.indicator + "（未写明规上或全部）"};
  text += "，总量说的是“" + whole.figure->indicator + "”";
  if (whole.meaning.coverage == Coverage::above_scale) { text += "（规上）"; }
  if (group.period != whole.figure->period) {
    text += group.period.empty() ? "；档级未写年份" : "；档级写到 " + group.period + " 年";
  }
  if (auto const pairs = overlaps_in(group); !pairs.empty()) {
    text += "；集群之间可能重叠（如" + pairs + "），相加会重复计算";
  } else {
    text += "；集群之间可能重叠，相加会重复计算";
  }
  if (auto const service = services_in(group); !service.empty()) {
    text += "；" + service + "不全计入工业";
  }
  return text;
}

std::vector<Figure> tier_figures(Group const& group) {
  auto out = std::vector<Figure>{};
  for (auto const& tier : group.tiers) {
    auto figure = Figure{};
    figure.subject = group.subject;
    figure.indicator = tier.words;
    figure.value = tier.count * tier.size;
    figure.unit = group.unit;
    figure.bound = Bound::about;
    figure.kind = Kind::target;
    figure.period = group.period;
    figure.raw = tier.words;
    figure.evidence = tier.clause;
    out.push_back(std::move(figure));
  }
  return out;
}

bool exceeds(double sum, Entry const& whole, Options const& options) {
  auto const lower_bound =
      whole.figure->bound == Bound::over || whole.figure->bound == Bound::at_least;
  return sum >
         whole.figure->value * (lower_bound ? options.over_ratio_max : 1 + options.about_share);
}

bool holds_group(Group const& group, Entry const& whole) {
  auto const& figure = *whole.figure;
  auto const same_family = whole.meaning.family == Family::output && !whole.meaning.average;
  auto const dated =
      !figure.period.empty() && (group.period.empty() || group.period == figure.period);
  auto const total = figure.kind == Kind::target || (figure.kind == Kind::plan);
  return same_family && total && dated && figure.unit == group.unit &&
         figure.subject == group.subject && !group.subject.empty();
}

// A target of the group's own clusters ("两大主导产业集群…均超1000亿元") is no whole, nor is what
// stands in the tiers' own sentence.
bool is_part(Group const& group, Entry const& whole) {
  auto const* clause = std::get_if<Clause>(&whole.figure->evidence);
  auto const inside = [&](Tier const& t) {
    return clause != nullptr && clause->document == t.clause.document &&
           clause->begin < t.clause.end && t.clause.begin < clause->end;
  };
  if (std::any_of(group.tiers.begin(), group.tiers.end(), inside) || has(whole.figure->raw, "均") ||
      has(whole.figure->raw, "各")) {
    return true;
  }
  // "先进材料集群规上企业达到150家、产值超过1000亿元": the clause speaks of one cluster.
  if (clause != nullptr && clause->text.find("集群") < clause->text.find(whole.figure->raw)) {
    return true;
  }
  auto const& words = whole.figure->indicator;
  return has(words, "集群") || has(words, "级") ||
         std::any_of(group.tiers.begin(), group.tiers.end(), [&](Tier const& t) {
           return std::any_of(t.members.begin(), t.members.end(),
                              [&](auto const& m) { return has(words, m); });
         });
}

Conflict tell_tiers(Group const& group, std::vector<Figure> tiers, Entry const& whole) {
  auto inputs = std::vector<Figure const*>{};
  for (auto const& tier : tiers) { inputs.push_back(&tier); }
  auto like = tiers.front();
  like.indicator = group.indicator + "（各档合计）";
  auto const sum = sum_of(group);
  auto total = derived(
      like, sum, group.subject + group.indicator + "各档合计 = " + product_text(group), inputs);
  auto sentence = group.subject + "：" + source_text(tiers.front()) + "的";
  for (auto t = std::size_t{0}; t != tiers.size(); ++t) {
    sentence += (t == 0 ? "“" : "、“") + group.tiers[t].words + "”";
  }
  sentence += "按字面合计 " + product_text(group) + " = " + amount_text(sum, group.unit, "") +
              "；" + source_text(*whole.figure) + "写 " + name_text(*whole.figure) + " " +
              text_of(*whole.figure) + "，前者是后者的 " +
              amount_text(sum / whole.figure->value, "times", "") + "。" + scope_gap(group, whole) +
              "。谁对谁错不在此认定，请在引用时写明口径。";
  auto conflict = Conflict{.kind = ConflictKind::parts_against_whole,
                           .severity = Severity::conflict,
                           .sentence = std::move(sentence),
                           .figures = {whole.index},
                           .derived = std::move(tiers)};
  conflict.derived.push_back(std::move(total));
  return conflict;
}

void against_tiers(Books const& books, Conflicts& out) {
  for (auto const& group : books.input->groups) {
    if (group.tiers.empty()) { continue; }
    auto told = std::set<double>{};
    auto const owner = books.subject_at.find(group.subject);
    if (owner == books.subject_at.end()) { continue; }
    for (auto const at : books.subjects[owner->second]) {
      auto const& whole = books.entries[at];
      if (!holds_group(group, whole) || is_part(group, whole) || whole.figure->value <= 0) {
        continue;
      }
      if (exceeds(sum_of(group), whole, *books.options) &&
          told.insert(whole.figure->value).second) {
        out.push_back(tell_tiers(group, tier_figures(group), whole));
      }
    }
  }
}

void told_in_passages(Books const& books, Conflicts& out) {
  for (auto const& passage : books.input->passages) {
    if (passage.kind != ConflictKind::parts_against_whole) { continue; }
    out.push_back({.kind = passage.kind,
                   .severity = Severity::conflict,
                   .sentence = passage.sentence,
                   .figures = {},
                   .derived = passage.figures});
  }
}

// Figures that were read from a passage told already.
bool told_already(Books const& books, std::size_t passages, Conflicts const& out,
                  Conflict const& conflict) {
  for (auto i = std::size_t{0}; i != passages; ++i) {
    for (auto const at : conflict.figures) {
      if (same_clause(books.input->figures[at], out[i].derived.front())) { return true; }
    }
  }
  return false;
}

}  // namespace

Conflicts parts_against_whole(Books const& books) {
  auto out = Conflicts{};
  told_in_passages(books, out);
  auto const passages = out.size();
  against_tiers(books, out);
  auto found = Conflicts{};
  part_of_whole(books, found);
  parts_by_name(books, found);
  parts_in_list(books, found);
  parts_of_areas(books, found);
  auto wholes = std::set<std::size_t>{};  // a whole is told of once a reason, by its first figure
  for (auto& conflict : found) {
    auto const fresh = wholes.insert(conflict.figures.front()).second;
    if (fresh && !told_already(books, passages, out, conflict)) {
      out.push_back(std::move(conflict));
    }
  }
  return out;
}

Conflict parts_conflict(Entry const& whole, std::vector<Entry const*> const& parts, double sum,
                        PartsWords const& words) {
  auto out = Conflict{.kind = ConflictKind::parts_against_whole,
                      .severity = Severity::conflict,
                      .sentence = source_text(*whole.figure) + "写 " + name_text(*whole.figure) +
                                  " " + text_of(*whole.figure) + std::string{words.before},
                      .figures = {whole.index},
                      .derived = {}};
  auto inputs = std::vector<Figure const*>{};
  for (auto const* part : parts) {
    out.sentence += (inputs.empty() ? "" : "、") + part->figure->indicator + " " +
                    text_of(*part->figure) + source_text(*part->figure);
    out.figures.push_back(part->index);
    inputs.push_back(part->figure);
  }
  out.sentence += "，合计 " + amount_text(sum, whole.figure->unit, whole.figure->of);
  out.sentence += words.after;
  out.derived.push_back(derived(
      *whole.figure, sum, name_text(*whole.figure) + " = " + std::string{words.formula}, inputs));
  return out;
}

}  // namespace chengjie::reconcile
