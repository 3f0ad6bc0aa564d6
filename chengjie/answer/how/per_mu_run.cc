#include "chengjie/answer/how/per_mu_run.h"

#include <algorithm>

#include "chengjie/answer/data.h"

namespace chengjie::answer {
namespace {

constexpr auto kSchemesFile = "rules/per_mu/schemes.toml";

Result<grow::MuScheme> scheme_named(std::string const& id) {
  auto schemes = grow::read_mu_schemes(data_file(kSchemesFile), kSchemesFile);
  if (!schemes) { return schemes.error(); }
  auto known = std::string{};
  for (auto& scheme : *schemes) {
    if (scheme.id == id) { return std::move(scheme); }
    known += (known.empty() ? "" : "、") + scheme.id + "（" + scheme.name + "）";
  }
  return Error{Code::not_found, "没有这个亩均评价办法", id, "用 --scheme 选：" + known};
}

// The newest row that states a column: a month's return says nothing of the year's veto.
Record const* stating(FirmRows const& rows, std::string_view column) {
  auto const at = std::ranges::find_if(rows.rows, [&](Record const* row) {
    return !row->text(column).empty() || row->number(column);
  });
  return at == rows.rows.end() ? nullptr : *at;
}

// Of the year that is graded, or of no year: last year's veto and bonus have had their day.
FirmRows rows_of_year(FirmRows const& firm, int year) {
  auto out = FirmRows{firm.id, firm.name, {}};
  for (auto const* row : firm.rows) {
    auto const period = row->text("period");
    if (period.empty() || period.starts_with(std::to_string(year))) { out.rows.push_back(row); }
  }
  return out;
}

// The group of the scheme that a firm's own word puts it into; why it is left out when none does.
void put_in_group(grow::MuScheme const& scheme, FirmRows const& rows, grow::MuFirm& firm) {
  auto const* row = stating(rows, "group");
  auto const key = row == nullptr ? std::string{} : row->text("group");
  auto const has = std::ranges::find(scheme.groups, key, &grow::MuGroup::key);
  firm.group = has != scheme.groups.end() ? key : scheme.groups.front().key;
  if (has == scheme.groups.end()) {
    firm.left_out = key.empty() ? "台账没有写是规上还是规下" : "办法不评这一类企业";
  }
}

void gather(Context const& context, MuRun& out) {
  auto const year = grow_options(context).year;
  for (auto& rows : firms_of(context.book)) {
    auto firm = grow::MuFirm{};
    firm.firm = engine_firm(context, rows, Facts::bare);
    put_in_group(out.scheme, rows, firm);
    auto const graded = rows_of_year(rows, year);
    if (auto const* row = stating(graded, "bonus")) {
      firm.bonus = row->number("bonus").value_or(0);
    }
    if (auto const* row = stating(graded, "veto")) { firm.veto = row->text("veto"); }
    out.firms.push_back(std::move(firm));
    out.rows.push_back(std::move(rows));
  }
}

std::string weight_key(grow::MuScheme const& scheme, grow::MuGroup const& group,
                       grow::MuItem const& item) {
  return "per_mu/" + scheme.id + "/" + group.key + "/" + item.name;
}

grow::MuOptions options_of(Context const& context, grow::MuScheme const& scheme) {
  auto options = grow::MuOptions{.base = grow_options(context), .assumed_weights = {}};
  for (auto const& group : scheme.groups) {
    for (auto const& item : group.items) {
      if (auto const weight = context.book.assumption(weight_key(scheme, group, item))) {
        options.assumed_weights.emplace_back(group.key + "/" + item.name,
                                             context.basis.use(*weight).value);
      }
    }
  }
  return options;
}

std::string unset_weights(Context const& context, grow::MuScheme const& scheme) {
  auto unset = std::string{};
  for (auto const& group : scheme.groups) {
    for (auto const& item : group.items) {
      auto const key = weight_key(scheme, group, item);
      if (!item.weight && !context.book.assumption(key)) {
        unset += (unset.empty() ? "" : "、") + key;
      }
    }
  }
  return unset;
}

}  // namespace

Result<MuRun> mu_run(Context const& context, std::string const& id) {
  auto scheme = scheme_named(id);
  if (!scheme) { return scheme.error(); }
  if (auto const unset = unset_weights(context, *scheme); !unset.empty()) {
    return Error{Code::infeasible, "公开文本里没有查到这些权重，不能评分", unset,
                 "按本区办法用 chengjie assume set 设定"};
  }
  auto run = MuRun{std::move(*scheme), {}, {}, {}};
  gather(context, run);
  run.options = options_of(context, run.scheme);
  return run;
}

std::vector<std::size_t> mu_order(grow::MuReport const& report) {
  auto order = std::vector<std::size_t>(report.sheets.size());
  for (auto i = std::size_t{0}; i < order.size(); ++i) { order[i] = i; }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    auto const& x = report.sheets[a];
    auto const& y = report.sheets[b];
    auto const key = [](grow::MuSheet const& sheet) {
      return std::pair{sheet.rank == 0, std::pair{std::string_view{sheet.group}, sheet.rank}};
    };
    return key(x) < key(y);
  });
  return order;
}

void mark_terms(Context const& context, MuRun const& run, std::size_t firm, grow::MuSheet& sheet) {
  auto const group = std::ranges::find(run.scheme.groups, sheet.group, &grow::MuGroup::key);
  if (group == run.scheme.groups.end()) { return; }
  auto const marked = engine_firm(context, run.rows[firm], Facts::marked);
  auto const table = rules::FactTable{marked.facts};
  auto const options = grow::for_rules(run.options.base, rules::Applies::both);
  for (auto& term : sheet.terms) {
    auto const item = std::ranges::find(group->items, term.name, &grow::MuItem::name);
    if (item != group->items.end()) {
      term.marks = rules::amount_of(item->of, {}, table, options).marks;
    }
  }
}

std::vector<Figure> figures_behind(Context const& context, std::vector<std::string> const& marks) {
  auto inputs = std::vector<Figure>{};
  for (auto const& mark : marks) {
    auto const at = context.basis.figures().find(mark);
    if (at != context.basis.figures().end()) { inputs.push_back(at->second); }
  }
  return inputs;
}

Figure mu_points(Context const& context, std::string const& firm, std::string const& name,
                 double value, std::string const& formula, std::vector<Figure> inputs) {
  return context.basis.derive({.subject = firm,
                               .indicator = name + "得分",
                               .value = value,
                               .unit = "points",
                               .formula = formula,
                               .inputs = std::move(inputs)});
}

}  // namespace chengjie::answer
