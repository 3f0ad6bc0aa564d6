#include "chengjie/place/district_model.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "chengjie/place/district_rules.h"

namespace chengjie::place::district {
namespace {

constexpr auto kChoicesMax = std::size_t{3'000'000};

// A power of ten that keeps six decimals where the largest amount leaves room for them.
double scale_for(double largest, double top) {
  auto scale = 1e6;
  while (scale > 1.0 && largest * scale > top) { scale /= 10.0; }
  return scale;
}

class Builder {
 public:
  explicit Builder(Ground const& ground) : g_(ground), in_(ground.input()) {}

  Result<Model> build() {
    m_.items = g_.projects();
    m_.sites = g_.parks();
    m_.years = g_.years();
    tell_lacks();
    make_places();
    make_scales();
    make_rows();
    for (auto j = 0; j != m_.items; ++j) {
      pin(j);
      if (auto const done = make_choices(j); !done) { return done.error(); }
    }
    m_.first.push_back(static_cast<int>(m_.choices.size()));
    m_.choices.emplace_back();
    m_.choices.back().first_use = static_cast<int>(m_.uses.size());
    make_relations();
    return std::move(m_);
  }

 private:
  void tell_lacks() {
    for (auto i = 0; i != m_.sites; ++i) {
      auto const& park = in_.parks[i];
      for (auto r = 0; r != g_.resources(); ++r) {
        auto const& resource = in_.resources[r];
        auto const known = [&](int at) { return g_.capacity(at, r, m_.years.front()).has_value(); };
        auto const& chain = g_.chain(i);
        if (std::any_of(chain.begin(), chain.end(), known) || resource.carrier || resource.each) {
          continue;
        }
        m_.lacks.push_back(
            {park.id, resource.id, park.name + "的" + resource.name + "容量未知，未作为约束"});
      }
      if (!park.allowed && park.site && park.parent.empty()) {
        m_.lacks.push_back({park.id, "allowed", park.name + "的准入产业未知，未作为约束"});
      }
    }
    for (auto const& project : in_.projects) {
      for (auto r = std::size_t{0}; r != in_.resources.size(); ++r) {
        if ((r < project.need.size() && project.need[r]) || in_.resources[r].each) { continue; }
        m_.lacks.push_back({project.id, in_.resources[r].id,
                            project.name + "的" + in_.resources[r].name + "需求未知，未计入占用"});
      }
      if (project.industries.empty()) {
        m_.lacks.push_back({project.id, "industries", project.name + "的产业类别未知，未核对准入"});
      }
    }
  }

  void make_places() {
    auto const cells = static_cast<std::size_t>(m_.sites) * static_cast<std::size_t>(m_.sites);
    m_.near.assign(cells, Near::apart);
    for (auto a = 0; a != m_.sites; ++a) {
      m_.ground.push_back(g_.ground(a));
      for (auto b = 0; b != m_.sites; ++b) {
        m_.near[static_cast<std::size_t>(a) * m_.sites + b] = g_.near(a, b);
      }
    }
  }

  void make_scales() {
    for (auto r = 0; r != g_.resources(); ++r) {
      auto largest = 1.0;
      auto const see = [&](std::optional<double> amount) {
        largest = std::max(largest, amount.value_or(0.0));
      };
      auto const index = static_cast<std::size_t>(r);
      for (auto const& park : in_.parks) {
        if (index < park.capacity.size()) { see(park.capacity[index]); }
        for (auto const& row : park.arrivals) { see(row.capacity); }
        for (auto const& row : park.extensions) { see(row.most); }
      }
      for (auto const& project : in_.projects) {
        if (index < project.need.size()) { see(project.need[index]); }
        if (project.second && index < project.second->need.size()) {
          see(project.second->need[index]);
        }
      }
      m_.scale.push_back(scale_for(largest, 1e14));
    }
    auto total = 1.0 + in_.price_segment * static_cast<double>(in_.parks.size());
    for (auto const& project : in_.projects) {
      total += project.price_unplaced.value_or(in_.price_unplaced) + in_.price_move;
      for (auto const& part : project.worth) {
        total += (2.0 + in_.price_wait * in_.years) * std::abs(part.points);
      }
    }
    for (auto const& fit : in_.fits) {
      for (auto const& part : fit.parts) { total += 2.0 * std::abs(part.points); }
    }
    for (auto const& pair : in_.pairs) { total += 2.0 * pair.points; }
    m_.worth_scale = scale_for(total, 5e14);
  }

  std::int64_t points(double of) const { return std::llround(of * m_.worth_scale); }
  std::int64_t amount(double of, int r) const { return std::llround(of * m_.scale[r]); }

  // What stands somewhere stays: a year binds only where it has less than every later one.
  void make_rows() {
    group_of_.assign(static_cast<std::size_t>(m_.sites) * in_.resources.size(), -1);
    for (auto i = 0; i != m_.sites; ++i) {
      for (auto r = 0; r != g_.resources(); ++r) {
        if (in_.resources[r].each) { continue; }
        auto rows = std::vector<Row>{};
        auto least = kUnlimited;
        for (auto y = static_cast<int>(m_.years.size()) - 1; y >= 0; --y) {
          auto const room = g_.capacity(i, r, m_.years[y]);
          if (!room || amount(*room, r) >= least) { continue; }
          least = amount(*room, r);
          rows.push_back({static_cast<int>(m_.groups.size()), y, least});
        }
        if (rows.empty()) { continue; }
        group_of_[static_cast<std::size_t>(i) * in_.resources.size() + r] =
            static_cast<int>(m_.groups.size());
        auto group = Group{i, r, static_cast<int>(m_.rows.size()), 0, 0, 0.0};
        m_.rows.insert(m_.rows.end(), rows.rbegin(), rows.rend());
        group.last = static_cast<int>(m_.rows.size());
        if (auto const* more = g_.extension(i, r)) {
          group.most = amount(more->most, r);
          group.price = more->price * m_.worth_scale / m_.scale[r];
        }
        m_.groups.push_back(group);
      }
    }
  }

  void pin(int j) {
    auto const& project = in_.projects[j];
    auto const park = project.fixed_park.empty() ? -1 : g_.park(project.fixed_park);
    m_.fixed_park.push_back(park);
    m_.price_unplaced.push_back(g_.price_unplaced(j));
    auto const must = park >= 0 || !project.pinned_park.empty();
    m_.skip.push_back(must ? kNever : points(m_.price_unplaced.back()));
    if (park < 0) { return; }
    auto const barrier = g_.barrier(j, 0, park, m_.years.back());
    if (!barrier || barrier->barrier == Barrier::too_large) { return; }
    auto const industry = barrier->barrier == Barrier::industry;
    m_.notes.push_back(project.name + "已在" + in_.parks[park].name +
                       (industry ? "，但其产业不在该园区准入范围，仍按已落位处理"
                                 : "，但不合该处的准入规则，仍按已落位处理"));
  }

  // The years in which anything that a project at this site would use changes, from `from` on.
  std::vector<int> years_at(int j, std::vector<int> const& sites) const {
    auto const& project = in_.projects[j];
    auto out = std::vector<int>{};
    for (auto y = 0; y != static_cast<int>(m_.years.size()); ++y) {
      auto const year = m_.years[y];
      if (year < project.from) { continue; }
      auto const begins = [&](int site) {
        for (auto const at : g_.chain(site)) {
          if (in_.parks[at].opens == year) { return true; }
          for (auto r = 0; r != g_.resources(); ++r) {
            auto const group = group_of_[static_cast<std::size_t>(at) * in_.resources.size() + r];
            if (group < 0) { continue; }
            for (auto k = m_.groups[group].first; k + 1 < m_.groups[group].last; ++k) {
              if (m_.rows[k].year + 1 == y) { return true; }
            }
          }
        }
        return false;
      };
      if (out.empty() || std::any_of(sites.begin(), sites.end(), begins)) { out.push_back(y); }
    }
    return out;
  }

  Result<Done> make_choices(int j) {
    m_.first.push_back(static_cast<int>(m_.choices.size()));
    if (m_.fixed_park[j] >= 0) {
      add_choice(j, m_.fixed_park[j], -1, 0);
      return kDone;
    }
    for (auto i = 0; i != m_.sites; ++i) {
      if (!in_.parks[i].site) { continue; }
      if (!in_.projects[j].second) {
        for (auto const y : years_at(j, {i})) {
          if (!g_.barrier(j, 0, i, m_.years[y])) { add_choice(j, i, -1, y); }
        }
        continue;
      }
      for (auto k = 0; k != m_.sites; ++k) {
        if (!in_.parks[k].site) { continue; }
        for (auto const y : years_at(j, {i, k})) {
          if (!g_.barrier(j, 0, i, m_.years[y]) && !g_.barrier(j, 1, k, m_.years[y])) {
            add_choice(j, i, k, y);
          }
        }
      }
    }
    if (m_.choices.size() > kChoicesMax) {
      return Error{Code::limit, "项目、园区与年份的组合超过三百万，超出一个区的规模", "",
                   "请按片区拆分"};
    }
    return kDone;
  }

  void add_choice(int j, int site, int second, int y) {
    auto choice = Choice{j, site, second, y, 0, static_cast<int>(m_.uses.size())};
    choice.points = points(sum_of(g_.parts(j, site, second, m_.years[y])));
    m_.choices.push_back(choice);
    add_uses(j, 0, site, y);
    if (second >= 0) { add_uses(j, 1, second, y); }
    auto const begin = m_.uses.begin() + choice.first_use;
    std::sort(begin, m_.uses.end(), [](Use const& a, Use const& b) { return a.row < b.row; });
    auto out = begin;  // two parts in one park share its rows
    for (auto at = begin; at != m_.uses.end(); ++at) {
      if (out != begin && (out - 1)->row == at->row) {
        (out - 1)->amount += at->amount;
      } else {
        *out++ = *at;
      }
    }
    m_.uses.erase(out, m_.uses.end());
  }

  void add_uses(int j, int part, int site, int y) {
    for (auto const& need : g_.needs(j, part, site)) {
      auto const used = amount(need.amount, need.resource);
      if (used == 0 || in_.resources[need.resource].each) { continue; }
      for (auto const at : g_.chain(site)) {
        if (need.site_only && at != site) { break; }
        auto const group =
            group_of_[static_cast<std::size_t>(at) * in_.resources.size() + need.resource];
        if (group < 0) { continue; }
        for (auto k = m_.groups[group].first; k != m_.groups[group].last; ++k) {
          if (m_.rows[k].year >= y) { m_.uses.push_back({k, used}); }
        }
      }
    }
  }

  void make_relations() {
    m_.pairs.resize(m_.items);
    m_.aparts.resize(m_.items);
    for (auto const& row : in_.pairs) {
      auto const a = g_.project(row.a);
      auto const b = g_.project(row.b);
      auto pair = PairAt{};
      for (auto level = 0; level != kNearLevels; ++level) {
        pair.points[level] = points(row.points * in_.closeness[level]);
      }
      pair.other = b;
      m_.pairs[a].push_back(pair);
      pair.other = a;
      m_.pairs[b].push_back(pair);
    }
    for (auto const& row : in_.aparts) {
      m_.aparts[g_.project(row.a)].push_back({g_.project(row.b), row.level});
      m_.aparts[g_.project(row.b)].push_back({g_.project(row.a), row.level});
    }
    auto index = std::map<std::string, int>{};
    for (auto const& project : in_.projects) {
      auto const known = !project.segment.empty() && in_.price_segment > 0.0;
      m_.segment.push_back(
          known ? index.emplace(project.segment, static_cast<int>(index.size())).first->second
                : -1);
    }
    m_.segments = static_cast<int>(index.size());
    m_.filled.assign(static_cast<std::size_t>(m_.segments) * m_.sites, 0);
    m_.price_segment = points(in_.price_segment);
    for (auto i = 0; i != m_.sites; ++i) {
      for (auto const& segment : in_.parks[i].segments) {
        auto const found = index.find(segment);
        if (found == index.end()) { continue; }
        ++m_.filled[static_cast<std::size_t>(found->second) * m_.sites + m_.ground[i]];
      }
    }
  }

  Ground const& g_;
  Input const& in_;
  std::vector<int> group_of_;  // parks x resources; -1: known to nobody
  Model m_;
};

}  // namespace

bool Model::has_pairs() const {
  return std::any_of(pairs.begin(), pairs.end(), [](auto const& of) { return !of.empty(); });
}

Result<Model> model_of(Input const& input) {
  if (input.parks.size() * input.projects.size() > 50'000'000) {
    return Error{Code::limit, "项目与园区的组合超过五千万，超出一个区的规模", "", "请按片区拆分"};
  }
  auto const ground = Ground::of(input);
  if (!ground) { return ground.error(); }
  return Builder{*ground}.build();
}

std::string number_text(double value) {
  char text[64];
  std::snprintf(text, sizeof text, "%.3f", value);
  auto out = std::string{text};
  while (out.back() == '0') { out.pop_back(); }
  if (out.back() == '.') { out.pop_back(); }
  return out == "-0" ? "0" : out;
}

}  // namespace chengjie::place::district
