#include "chengjie/answer/reconciling/same.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>

#include "chengjie/reconcile/names.h"

namespace chengjie::answer {
namespace {

struct Named {
  std::string_view kind, name, code, address, person;
};
// Where firms are named; "" a column that the kind has not.
constexpr auto kNamed =
    std::to_array<Named>({{"enterprises", "name", "uscc", "address", "legal_person"},
                          {"cards", "firm", "", "", ""},
                          {"candidates", "firm", "", "", ""},
                          {"leads", "firm", "", "", ""}});

Field text(std::string column, std::string value) {
  return {std::move(column), std::move(value), {}, {}, {}};
}

struct Gathered {
  std::vector<Firm> firms;
  std::vector<reconcile::FirmName> names;  // beside firms
};

Gathered gather(Book const& book) {
  auto out = Gathered{};
  auto seen = std::set<std::string>{};
  auto const add = [&](std::string name, std::string code, std::string_view from,
                       std::string address, std::string person) {
    if (name.empty() || !seen.insert(code + "/" + name).second) { return; }
    out.firms.push_back({code.empty() ? name : code, name, code, std::string{from}});
    out.names.push_back({std::move(name), std::move(code), std::move(address), std::move(person)});
  };
  auto const value = [](Record const& record, std::string_view column) {
    return column.empty() ? std::string{} : record.text(column);
  };
  for (auto const& named : kNamed) {
    for (auto const& record : book.all(named.kind)) {
      add(value(record, named.name), value(record, named.code), named.kind,
          value(record, named.address), value(record, named.person));
    }
  }
  for (auto const& record : book.all("entities")) {
    if (record.text("type") != "enterprise") { continue; }
    add(record.text("name"), {}, "entities", {}, {});
  }
  return out;
}

Record record_of(std::string key, std::string a, std::string b, bool accepted, std::string why,
                 std::string by, std::string on) {
  auto record = Record{std::string{kSame}, std::move(key), {}, {}};
  record.fields = {text("a", std::move(a)),
                   text("b", std::move(b)),
                   text("verdict", accepted ? "accepted" : "refused"),
                   text("why", std::move(why)),
                   text("by", std::move(by)),
                   text("date", std::move(on))};
  return record;
}

}  // namespace

std::vector<Firm> firms_named(Book const& book) { return gather(book).firms; }

std::string same_key(std::string_view a, std::string_view b) {
  return a < b ? std::string{a} + "|" + std::string{b} : std::string{b} + "|" + std::string{a};
}

std::vector<SamePair> same_pairs(Book const& book) {
  auto const gathered = gather(book);
  auto out = std::vector<SamePair>{};
  for (auto const& same : reconcile::same_firms(gathered.names, reconcile::kNameOptions)) {
    auto const& a = gathered.firms[same.a];
    auto const& b = gathered.firms[same.b];
    if (a.id == b.id) { continue; }  // one code under two names is one firm already
    auto pair = SamePair{.key = same_key(a.id, b.id),
                         .a = a,
                         .b = b,
                         .score = same.score,
                         .sure = same.verdict == reconcile::Verdict::sure,
                         .reason = same.reason,
                         .verdict = {},
                         .by = {}};
    if (auto const* decided = book.find(kSame, pair.key)) {
      pair.verdict = decided->text("verdict");
      pair.by = decided->text("by");
    }
    out.push_back(std::move(pair));
  }
  std::stable_sort(out.begin(), out.end(), [](SamePair const& x, SamePair const& y) {
    return x.sure != y.sure ? x.sure : x.score > y.score;
  });
  return out;
}

Result<store::Change> decide(Book const& book, SameDecision const& decision) {
  auto const firms = firms_named(book);
  auto ids = std::vector<std::string>{};
  for (auto const& wanted : {decision.a, decision.b}) {
    auto const at = std::ranges::find_if(
        firms, [&](Firm const& firm) { return firm.id == wanted || firm.name == wanted; });
    if (at == firms.end()) {
      return Error{Code::not_found, "账本里没有这家企业", wanted,
                   "用 chengjie same list 里的名称或统一社会信用代码"};
    }
    ids.push_back(at->id);
  }
  if (ids[0] == ids[1]) {
    return Error{Code::bad_usage, "两个名称在账本里已是同一家", decision.a, {}};
  }
  auto key = same_key(ids[0], ids[1]);
  auto record =
      record_of(key, ids[0], ids[1], decision.accepted, decision.why, decision.by, decision.on);
  return store::Change{record.kind, record.key, record};
}

std::vector<store::Change> join_sure(std::vector<SamePair> const& pairs, std::string const& on) {
  auto changes = std::vector<store::Change>{};
  auto told = std::set<std::string>{};
  for (auto const& pair : pairs) {
    if (!pair.sure || !pair.verdict.empty() || !told.insert(pair.key).second) { continue; }
    auto record = record_of(pair.key, pair.a.id, pair.b.id, true, pair.reason, "chengjie", on);
    changes.push_back({record.kind, record.key, record});
  }
  return changes;
}

std::map<std::string, std::string> joined_ids(Book const& book) {
  auto above = std::map<std::string, std::string>{};
  auto const top = [&](std::string id) {
    for (auto at = above.find(id); at != above.end() && at->second != id; at = above.find(id)) {
      id = at->second;
    }
    return id;
  };
  auto const is_code = [](std::string const& id) {
    return reconcile::check_uscc(id) == reconcile::UsccState::good;
  };
  for (auto const& record : book.all(kSame)) {
    if (record.text("verdict") != "accepted") { continue; }
    auto a = top(record.text("a"));
    auto b = top(record.text("b"));
    if (a.empty() || b.empty() || a == b) { continue; }
    // A code stands for the firm; of two of a kind the one that comes first.
    auto const b_wins = is_code(b) != is_code(a) ? is_code(b) : b < a;
    above[b_wins ? a : b] = b_wins ? b : a;
  }
  auto out = std::map<std::string, std::string>{};
  for (auto const& [id, up] : above) { out[id] = top(id); }
  return out;
}

}  // namespace chengjie::answer
