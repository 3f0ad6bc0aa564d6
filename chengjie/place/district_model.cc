#include "chengjie/place/district_model.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace chengjie::place::district {
namespace {

constexpr auto kPointsMax = 1e13;
constexpr auto kAmountLimit = 1e14;

Error bad(std::string what, std::string where, std::string help) {
  return Error{Code::bad_input, std::move(what), std::move(where), std::move(help)};
}

template <class Row>
Result<std::map<std::string, int>> index_of(std::vector<Row> const& rows, char const* noun) {
  auto out = std::map<std::string, int>{};
  for (auto const& row : rows) {
    if (row.id.empty()) { return bad(std::string{noun} + "缺少编号", row.name, "请给每一行编号"); }
    if (!out.emplace(row.id, static_cast<int>(out.size())).second) {
      return bad(std::string{noun} + "编号重复", row.id, "请改成不同的编号");
    }
  }
  return out;
}

Result<Done> check_amounts(std::vector<std::optional<double>> const& amounts, Input const& input,
                           std::string const& id, char const* noun) {
  if (amounts.size() > input.resources.size()) {
    return bad(std::string{noun} + "的列数多于资源种类", id, "请核对资源列");
  }
  for (auto r = std::size_t{0}; r != amounts.size(); ++r) {
    if (!amounts[r]) { continue; }
    if (!std::isfinite(*amounts[r]) || *amounts[r] < 0.0 || *amounts[r] > kAmountLimit) {
      return bad(input.resources[r].name + noun + "必须是不小于零的数", id,
                 "不知道的请留空，不要填负数");
    }
  }
  return kDone;
}

std::optional<double> amount_at(std::vector<std::optional<double>> const& amounts, std::size_t r) {
  return r < amounts.size() ? amounts[r] : std::nullopt;
}

// A power of ten that keeps six decimals where the largest amount leaves room for them.
double scale_for(double largest, double top) {
  auto scale = 1e6;
  while (scale > 1.0 && largest * scale > top) { scale /= 10.0; }
  return scale;
}

class Builder {
 public:
  explicit Builder(Input const& input)
      : in_(input),
        parks_(static_cast<int>(input.parks.size())),
        projects_(static_cast<int>(input.projects.size())) {}

  Result<Model> build() {
    for (auto const step :
         {&Builder::read_ids, &Builder::read_amounts, &Builder::read_points, &Builder::read_pins}) {
      if (auto const done = (this->*step)(); !done) { return done.error(); }
    }
    tell_lacks();
    make_scales();
    make_sites();
    make_arcs();
    if (auto const done = check_pins(); !done) { return done.error(); }
    if (auto const done = validate(m_.problem); !done) { return done.error(); }
    return std::move(m_);
  }

 private:
  Result<Done> read_ids() {
    auto resources = index_of(in_.resources, "资源");
    auto parks = index_of(in_.parks, "园区");
    auto projects = index_of(in_.projects, "项目");
    for (auto const* found : {&resources, &parks, &projects}) {
      if (!*found) { return found->error(); }
    }
    park_ = std::move(*parks);
    project_ = std::move(*projects);
    return kDone;
  }

  Result<Done> read_amounts() {
    for (auto const& park : in_.parks) {
      if (auto const done = check_amounts(park.capacity, in_, park.id, "容量"); !done) {
        return done;
      }
    }
    for (auto const& project : in_.projects) {
      if (auto const done = check_amounts(project.need, in_, project.id, "需求"); !done) {
        return done;
      }
    }
    return kDone;
  }

  static bool sane(std::vector<Part> const& parts) {
    return std::all_of(parts.begin(), parts.end(), [](Part const& part) {
      return std::isfinite(part.points) && std::abs(part.points) <= kPointsMax;
    });
  }

  Result<Done> read_points() {
    auto const cells = static_cast<std::size_t>(parks_) * static_cast<std::size_t>(projects_);
    m_.fit.assign(cells, 0.0);
    m_.fit_row.assign(cells, -1);
    for (auto k = std::size_t{0}; k != in_.fits.size(); ++k) {
      auto const& fit = in_.fits[k];
      auto const project = project_.find(fit.project);
      auto const park = park_.find(fit.park);
      if (project == project_.end() || park == park_.end()) {
        return bad("适配度的一行指向不存在的项目或园区", fit.project + " → " + fit.park,
                   "请核对编号");
      }
      if (!sane(fit.parts)) { return bad("适配度的分值不是可用的数", fit.project, ""); }
      auto const cell = static_cast<std::size_t>(project->second) * parks_ + park->second;
      if (m_.fit_row[cell] >= 0) {
        return bad("同一项目与园区的适配度给了两次", fit.project + " → " + fit.park, "请只留一行");
      }
      m_.fit_row[cell] = static_cast<int>(k);
      for (auto const& part : fit.parts) { m_.fit[cell] += part.points; }
    }
    for (auto const& project : in_.projects) {
      if (!sane(project.worth)) { return bad("项目价值不是可用的数", project.id, ""); }
      auto const price = project.price_unplaced.value_or(in_.price_unplaced);
      if (!std::isfinite(price) || price < 0.0 || price > kPointsMax) {
        return bad("不落位的代价必须是不小于零的数", project.id, "");
      }
      m_.price_unplaced.push_back(price);
    }
    return kDone;
  }

  Result<Done> read_pins() {
    m_.allowed.assign(m_.fit.size(), 0);
    for (auto j = 0; j != projects_; ++j) {
      auto const& project = in_.projects[j];
      for (auto i = 0; i != parks_; ++i) {
        m_.allowed[cell(j, i)] =
            may_stand_at(project, in_.parks[i].id) && industry_allowed(in_.parks[i], project);
      }
      m_.fixed_park.push_back(-1);
      for (auto const& id : project.only_parks) {
        if (park_.contains(id)) { continue; }
        return bad("项目只能落在一个不存在的园区 " + id, project.id, "请核对园区编号");
      }
      if (project.fixed_park.empty()) { continue; }
      auto const park = park_.find(project.fixed_park);
      if (park == park_.end()) {
        return bad("项目固定在一个不存在的园区 " + project.fixed_park, project.id,
                   "请核对园区编号");
      }
      m_.fixed_park.back() = park->second;
      if (!m_.allowed[cell(j, park->second)]) {
        m_.notes.push_back(project.name + "已在" + in_.parks[park->second].name +
                           "，但其产业不在该园区准入范围，仍按已落位处理");
      }
    }
    return kDone;
  }

  void tell_lacks() {
    for (auto const& park : in_.parks) {
      for (auto r = std::size_t{0}; r != in_.resources.size(); ++r) {
        if (amount_at(park.capacity, r)) { continue; }
        m_.lacks.push_back({park.id, in_.resources[r].id,
                            park.name + "的" + in_.resources[r].name + "容量未知，未作为约束"});
      }
      if (!park.allowed) {
        m_.lacks.push_back({park.id, "allowed", park.name + "的准入产业未知，未作为约束"});
      }
    }
    for (auto const& project : in_.projects) {
      for (auto r = std::size_t{0}; r != in_.resources.size(); ++r) {
        if (amount_at(project.need, r)) { continue; }
        m_.lacks.push_back({project.id, in_.resources[r].id,
                            project.name + "的" + in_.resources[r].name + "需求未知，未计入占用"});
      }
      if (project.industries.empty()) {
        m_.lacks.push_back({project.id, "industries", project.name + "的产业类别未知，未核对准入"});
      }
    }
  }

  void make_scales() {
    for (auto r = std::size_t{0}; r != in_.resources.size(); ++r) {
      auto largest = 1.0;
      for (auto const& park : in_.parks) {
        largest = std::max(largest, amount_at(park.capacity, r).value_or(0.0));
      }
      for (auto const& project : in_.projects) {
        largest = std::max(largest, amount_at(project.need, r).value_or(0.0));
      }
      m_.scale.push_back(scale_for(largest, 1e14));
    }
    auto total = 1.0;
    for (auto j = 0; j != projects_; ++j) {
      auto const worth = worth_of(in_.projects[j]);
      auto most = 0.0;
      auto widest = std::abs(worth);
      for (auto i = 0; i != parks_; ++i) {
        widest = std::max(widest, std::abs(worth) + std::abs(m_.fit[cell(j, i)]));
        if (!eligible(j, i)) { continue; }
        most = std::max(most, worth + m_.fit[cell(j, i)]);
      }
      m_.top.push_back(most);
      total += 2.0 * widest + m_.price_unplaced[j];
    }
    m_.worth_scale = scale_for(total, 5e14);
  }

  void make_sites() {
    auto& p = m_.problem;
    p.items = projects_;
    p.sites = parks_;
    p.resources = static_cast<int>(in_.resources.size());
    for (auto const& park : in_.parks) {
      for (auto r = std::size_t{0}; r != in_.resources.size(); ++r) {
        auto const room = amount_at(park.capacity, r);
        p.capacity.push_back(room ? std::llround(*room * m_.scale[r]) : kUnlimited);
      }
    }
  }

  // An arc to a park that the project could not enter even if it were empty is left out: it helps
  // no plan and weakens the prices.
  bool eligible(int j, int i) const {
    if (m_.fixed_park[j] >= 0) { return m_.fixed_park[j] == i; }
    if (!m_.allowed[cell(j, i)]) { return false; }
    for (auto r = std::size_t{0}; r != in_.resources.size(); ++r) {
      auto const need = amount_at(in_.projects[j].need, r);
      auto const room = amount_at(in_.parks[i].capacity, r);
      if (need && room && std::llround(*need * m_.scale[r]) > std::llround(*room * m_.scale[r])) {
        return false;
      }
    }
    return true;
  }

  void make_arcs() {
    auto& p = m_.problem;
    p.first.push_back(0);
    for (auto j = 0; j != projects_; ++j) {
      for (auto i = 0; i != parks_; ++i) {
        if (!eligible(j, i)) { continue; }
        p.site.push_back(i);
        auto const lost = m_.top[j] - worth_of(in_.projects[j]) - m_.fit[cell(j, i)];
        p.cost.push_back(std::llround(lost * m_.worth_scale));
        for (auto r = std::size_t{0}; r != in_.resources.size(); ++r) {
          p.use.push_back(
              std::llround(amount_at(in_.projects[j].need, r).value_or(0.0) * m_.scale[r]));
        }
      }
      p.first.push_back(static_cast<std::int32_t>(p.site.size()));
      auto const skip = std::llround((m_.top[j] + m_.price_unplaced[j]) * m_.worth_scale);
      p.skip_cost.push_back(m_.fixed_park[j] >= 0 ? kNever : skip);
    }
  }

  Result<Done> check_pins() const {
    for (auto i = 0; i != parks_; ++i) {
      for (auto r = std::size_t{0}; r != in_.resources.size(); ++r) {
        auto const room = amount_at(in_.parks[i].capacity, r);
        auto used = 0.0;
        auto names = std::string{};
        for (auto j = 0; room && j != projects_; ++j) {
          auto const need = amount_at(in_.projects[j].need, r).value_or(0.0);
          if (m_.fixed_park[j] != i || need <= 0.0) { continue; }
          used += need;
          names += (names.empty() ? "" : "、") + in_.projects[j].name;
        }
        if (!room || std::llround(used * m_.scale[r]) <= std::llround(*room * m_.scale[r])) {
          continue;
        }
        auto const& resource = in_.resources[r];
        return Error{Code::infeasible,
                     "已落位项目" + names + "合计需" + resource.name + " " + number_text(used) +
                         " " + resource.unit + "，" + in_.parks[i].name + "只有 " +
                         number_text(*room) + " " + resource.unit + "，超 " +
                         number_text(used - *room) + " " + resource.unit,
                     in_.parks[i].id, "请核对该园区容量，或取消其中项目的固定"};
      }
    }
    return kDone;
  }

  std::size_t cell(int project, int park) const {
    return static_cast<std::size_t>(project) * parks_ + park;
  }

  Input const& in_;
  int parks_;
  int projects_;
  std::map<std::string, int> park_;
  std::map<std::string, int> project_;
  Model m_;
};

bool is_code(std::string const& tag) {
  return !tag.empty() && std::all_of(tag.begin(), tag.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  });
}

bool answers_to(std::string const& tag, std::string const& listed) {
  return tag == listed || (is_code(listed) && is_code(tag) && tag.starts_with(listed));
}

bool any_answers(Project const& project, std::vector<std::string> const& list) {
  return std::any_of(project.industries.begin(), project.industries.end(), [&](auto const& tag) {
    return std::any_of(list.begin(), list.end(),
                       [&](auto const& listed) { return answers_to(tag, listed); });
  });
}

}  // namespace

bool may_stand_at(Project const& project, std::string const& park) {
  auto const& only = project.only_parks;
  return only.empty() || std::find(only.begin(), only.end(), park) != only.end();
}

bool industry_allowed(Park const& park, Project const& project) {
  if (project.industries.empty()) { return true; }
  if (any_answers(project, park.banned)) { return false; }
  return !park.allowed || any_answers(project, *park.allowed);
}

double worth_of(Project const& project) {
  auto total = 0.0;
  for (auto const& part : project.worth) { total += part.points; }
  return total;
}

Result<Model> model_of(Input const& input) {
  if (input.parks.size() * input.projects.size() > 50'000'000) {
    return Error{Code::limit, "项目与园区的组合超过五千万，超出一个区的规模", "", "请按片区拆分"};
  }
  return Builder{input}.build();
}

}  // namespace chengjie::place::district
