#include "chengjie/choose/space.h"

#include <algorithm>
#include <map>
#include <set>

#include "chengjie/economy/complexity.h"

namespace chengjie::choose {
namespace {

// Codes of one length only: sums of parts beside the parts would count twice.
std::size_t digits_of(std::vector<SpaceCell> const& cells) {
  auto counts = std::map<std::size_t, std::size_t>{};
  for (auto const& cell : cells) { ++counts[cell.code.size()]; }
  auto best = std::size_t{0};
  auto most = std::size_t{0};
  for (auto const& [digits, count] : counts) {
    if (count >= most) {
      best = digits;
      most = count;
    }
  }
  return best;
}

struct Grid {
  std::vector<std::string> regions, codes;  // sorted
  economy::Matrix values;
  std::vector<std::string> marks;  // of the region asked about, by code
  std::size_t here{};
};

template <class T>
std::size_t at(std::vector<T> const& sorted, T const& value) {
  return static_cast<std::size_t>(std::lower_bound(sorted.begin(), sorted.end(), value) -
                                  sorted.begin());
}

Result<Grid> grid_of(std::vector<SpaceCell> const& cells, std::string_view region,
                     std::size_t digits) {
  auto regions = std::set<std::string>{};
  auto codes = std::set<std::string>{};
  for (auto const& cell : cells) {
    if (cell.code.size() != digits) { continue; }
    regions.insert(cell.region);
    codes.insert(cell.code);
  }
  if (!regions.contains(std::string{region})) {
    return Error{Code::not_found, "地区行业表里没有这个地区", std::string{region},
                 "补上该地区各行业的就业或产值"};
  }
  auto grid = Grid{};
  grid.regions.assign(regions.begin(), regions.end());
  grid.codes.assign(codes.begin(), codes.end());
  grid.values = economy::Matrix(grid.regions.size(), grid.codes.size());
  grid.marks.resize(grid.codes.size());
  grid.here = at(grid.regions, std::string{region});
  auto seen = std::set<std::pair<std::size_t, std::size_t>>{};
  for (auto const& cell : cells) {
    if (cell.code.size() != digits) { continue; }
    auto const r = at(grid.regions, cell.region);
    auto const c = at(grid.codes, cell.code);
    if (!seen.emplace(r, c).second) {
      return Error{Code::bad_input, "同一地区同一行业有两行：" + cell.region + " " + cell.code,
                   "地区行业表", "只留一个时期的一行"};
    }
    grid.values(r, c) = cell.value;
    if (r == grid.here) { grid.marks[c] = cell.mark; }
  }
  return grid;
}

// For each number the share of the others that are less.
std::vector<double> standing(std::vector<double> const& values) {
  auto sorted = values;
  std::sort(sorted.begin(), sorted.end());
  auto out = std::vector<double>{};
  for (auto const v : values) {
    auto const less = std::lower_bound(sorted.begin(), sorted.end(), v) - sorted.begin();
    out.push_back(
        values.size() < 2 ? 0 : static_cast<double>(less) / static_cast<double>(values.size() - 1));
  }
  return out;
}

void add_density(Space& space, economy::Presence const& presence, std::size_t here) {
  auto const phi = economy::proximity(presence);
  auto const weight = std::vector<double>(presence.products, 1.0);
  auto const found = economy::outlook(presence, phi, weight);
  auto lacked = std::vector<std::size_t>{};
  auto values = std::vector<double>{};
  for (auto p = std::size_t{0}; p != presence.products; ++p) {
    space.industries[p].density = found.density(here, p);
    if (space.industries[p].quotient >= 1) { continue; }
    lacked.push_back(p);
    values.push_back(found.density(here, p));
  }
  auto const ranks = standing(values);
  for (auto i = std::size_t{0}; i != lacked.size(); ++i) {
    space.industries[lacked[i]].nearer_than = ranks[i];
  }
}

void add_complexity(Space& space, economy::Presence const& presence) {
  auto const found = economy::complexity(presence);
  if (!found) {
    space.undetermined = found.error().what;
    return;
  }
  if (!found->undetermined.empty()) {
    space.undetermined = found->undetermined;
    return;
  }
  auto kept = std::vector<std::size_t>{};
  auto values = std::vector<double>{};
  for (auto p = std::size_t{0}; p != presence.products; ++p) {
    if (!found->product_kept[p]) { continue; }
    kept.push_back(p);
    values.push_back(found->pci[p]);
  }
  auto const ranks = standing(values);
  for (auto i = std::size_t{0}; i != kept.size(); ++i) {
    space.industries[kept[i]].complexity = values[i];
    space.industries[kept[i]].complex_than = ranks[i];
  }
}

}  // namespace

Result<Space> space_of(std::vector<SpaceCell> const& cells, std::string_view region,
                       SpaceOptions const& options) {
  auto space = Space{};
  space.digits = digits_of(cells);
  auto const grid = grid_of(cells, region, space.digits);
  if (!grid) { return grid.error(); }
  space.regions = grid->regions.size();
  auto const rca = economy::revealed_advantage(grid->values);
  if (!rca) { return rca.error(); }
  for (auto c = std::size_t{0}; c != grid->codes.size(); ++c) {
    auto industry = SpaceIndustry{};
    industry.code = grid->codes[c];
    industry.quotient = (*rca)(grid->here, c);
    industry.mark = grid->marks[c];
    space.industries.push_back(std::move(industry));
  }
  if (space.regions < options.regions_min || space.industries.size() < options.industries_min) {
    space.undetermined = "地区行业表只有 " + std::to_string(space.regions) + " 个地区、" +
                         std::to_string(space.industries.size()) + " 个行业，至少要 " +
                         std::to_string(options.regions_min) + " 个地区、" +
                         std::to_string(options.industries_min) + " 个行业才能算接近度";
    return space;
  }
  auto const presence = economy::presence(*rca);
  add_density(space, presence, grid->here);
  add_complexity(space, presence);
  return space;
}

SpaceIndustry const* industry_of(Space const& space, std::string_view code) {
  if (code.size() < space.digits || space.digits == 0) { return nullptr; }
  auto const head = code.substr(0, space.digits);
  auto const found =
      std::lower_bound(space.industries.begin(), space.industries.end(), head,
                       [](auto const& industry, auto key) { return industry.code < key; });
  return found != space.industries.end() && found->code == head ? &*found : nullptr;
}

}  // namespace chengjie::choose
