// Parts that add up to more than their whole. Four shapes: tiers of a plan against a stated
// total; one figure that its own clause calls a part ("其中") yet exceeds it; a list of parts
// (parts_in_list.cc); areas that lie within another area and exceed it. Parts that stay below a
// whole may be incomplete: nothing.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "chengjie/reconcile/rules.h"

namespace chengjie::reconcile {
namespace {

bool level(Entry const& e) {
  auto const kind = e.figure->kind;
  return kind == Kind::actual || kind == Kind::target || kind == Kind::plan;
}

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
    for (auto const& whole : books.entries) {
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

// ---- "其中" inside one clause ----

bool same_count(Entry const& a, Entry const& b) {
  auto const& x = *a.figure;
  auto const& y = *b.figure;
  return x.unit == y.unit && x.of == y.of && x.subject == y.subject && x.period == y.period &&
         x.kind == y.kind && x.unit != "percent" && x.unit != "rank" && x.unit != "year";
}

// Part and whole stand next to each other with "其中" between them.
bool called_part(Entry const& whole, Entry const& part) {
  auto const* clause = std::get_if<Clause>(&part.figure->evidence);
  if (clause == nullptr || whole.figure->raw.empty() || part.figure->raw.empty()) { return false; }
  auto const first = clause->text.find(whole.figure->raw);
  auto const word = first == std::string::npos ? first : clause->text.find("其中", first);
  return word != std::string::npos &&
         clause->text.find(part.figure->raw, word) != std::string::npos;
}

Conflict tell_part(Entry const& whole, Entry const& part) {
  return {.kind = ConflictKind::parts_against_whole,
          .severity = Severity::conflict,
          .sentence = part.figure->subject + "：" + source_text(*part.figure) + "把“" +
                      part.figure->indicator + "”" + text_of(*part.figure) + "写作“" +
                      whole.figure->indicator + "”" + text_of(*whole.figure) +
                      "的一部分，部分却大于总数。请核对原文。",
          .figures = {whole.index, part.index},
          .derived = {}};
}

void against_clause(Books const& books, Conflicts& out) {
  for (auto const& subject : books.subjects) {
    for (auto i = std::size_t{0}; i + 1 < subject.size(); ++i) {
      auto const& whole = books.entries[subject[i]];
      if (!level(whole)) { continue; }
      for (auto j = i + 1; j != std::min(subject.size(), i + 4); ++j) {
        auto const& part = books.entries[subject[j]];
        if (level(part) && same_clause(*whole.figure, *part.figure) && same_count(whole, part) &&
            called_part(whole, part) && part.interval.low > whole.interval.high) {
          out.push_back(tell_part(whole, part));
        }
      }
    }
  }
}

// ---- areas within an area ----

struct Key {
  std::string core, period, unit;
  Coverage coverage;
  Kind kind;
  Measure measure;
  Stage stage;
  friend auto operator<=>(Key const&, Key const&) = default;
};

Key key_of(Entry const& e) {
  return {e.meaning.core, e.figure->period,  e.figure->unit, e.meaning.coverage,
          e.figure->kind, e.meaning.measure, e.meaning.stage};
}

bool adds_up(Entry const& e) {
  static constexpr auto kUnits = std::to_array<std::string_view>(
      {"CNY", "count", "person", "household", "mu", "km2", "hectare"});
  return level(e) && e.trusted && e.period && !e.meaning.average && !vague(e.meaning) &&
         std::find(kUnits.begin(), kUnits.end(), e.figure->unit) != kUnits.end();
}

Conflict tell_areas(Entry const& whole, std::vector<Entry const*> const& parts, double sum) {
  auto sentence = name_text(*whole.figure) + "：" + source_text(*whole.figure) + "写 " +
                  text_of(*whole.figure) + "，而其中的";
  auto figures = std::vector<std::size_t>{whole.index};
  auto inputs = std::vector<Figure const*>{};
  for (auto const* part : parts) {
    sentence += (inputs.empty() ? "" : "、") + part->figure->subject + " " +
                text_of(*part->figure) + "（" + source_text(*part->figure) + "）";
    figures.push_back(part->index);
    inputs.push_back(part->figure);
  }
  auto conflict = Conflict{.kind = ConflictKind::parts_against_whole,
                           .severity = Severity::conflict,
                           .sentence = {},
                           .figures = std::move(figures),
                           .derived = {}};
  if (parts.size() > 1) {
    sentence += "合计 " + amount_text(sum, whole.figure->unit, whole.figure->of);
    conflict.derived.push_back(
        derived(*whole.figure, sum, name_text(*whole.figure) + " = 各部分之和", inputs));
  }
  conflict.sentence = sentence + "，部分大于总数。边界或口径可能不同，请核对。";
  return conflict;
}

void against_areas(Books const& books, Conflicts& out) {
  auto parts = std::map<std::pair<std::string, Key>, std::vector<Entry const*>>{};
  for (auto const& entry : books.entries) {
    auto const* area = books.area(entry.figure->subject);
    if (area == nullptr || area->within.empty() || !adds_up(entry)) { continue; }
    auto& list = parts[{area->within, key_of(entry)}];
    auto const repeats = std::any_of(list.begin(), list.end(), [&](auto const* e) {
      auto const* other = books.area(e->figure->subject);
      return e->figure->subject == entry.figure->subject ||
             (!area->lineage.empty() && other->lineage == area->lineage);
    });
    if (!repeats) { list.push_back(&entry); }
  }
  for (auto const& whole : books.entries) {
    if (!adds_up(whole)) { continue; }
    auto const at = parts.find({whole.figure->subject, key_of(whole)});
    if (at == parts.end()) { continue; }
    auto sum = 0.0;
    for (auto const* part : at->second) { sum += part->interval.low; }
    if (sum > whole.interval.high) { out.push_back(tell_areas(whole, at->second, sum)); }
  }
}

}  // namespace

Conflicts parts_against_whole(Books const& books) {
  auto out = Conflicts{};
  against_tiers(books, out);
  against_clause(books, out);
  parts_in_list(books, out);
  against_areas(books, out);
  return out;
}

}  // namespace chengjie::reconcile
