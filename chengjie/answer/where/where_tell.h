// A plan in words and figures: everything the engine computed becomes a figure with its inputs.
#pragma once
#include <map>

#include "chengjie/answer/where/where_case.h"

namespace chengjie::answer {

class WhereTeller {
 public:
  WhereTeller(Context const&, WhereCase const&, place::district::Plan const&);

  Item item(std::size_t project) const;
  std::vector<Line> totals() const;  // the points, the bound and how they stand
  Section prices() const;
  Section build_first() const;
  Section years() const;
  Section moves(place::district::Plan const& before) const;

 private:
  using Decision = place::district::Decision;
  using NotThere = place::district::NotThere;

  Figure derive(std::string subject, std::string indicator, double value, std::string_view unit,
                std::string formula, std::vector<Figure> inputs) const;
  std::string place_name(std::string const& id) const;
  std::string project_name(std::string const& id) const;
  std::size_t ask_of(std::string const& id) const;  // asks.size() when there is none
  // Who has the capacity that a project at the place uses: the place, its park, or the region.
  SiteCase const* holder(std::string const& place, std::size_t factor) const;
  std::optional<Figure> room_of(SiteCase const&, std::size_t factor, int year) const;
  Figure used_of(SiteCase const&, std::size_t factor) const;
  std::vector<Figure> weights() const;
  Figure points_figure(double points) const;

  Line needs_line(std::size_t project) const;
  void add_loads(std::size_t project, Item&) const;
  Line score_line(std::size_t project, Item&) const;
  Line why_line(std::size_t project, NotThere const&) const;
  Line price_line(place::district::CapacityPrice const&) const;
  std::string later_words(NotThere const&) const;

  SiteCase const* find_holder(std::string const& place, std::size_t factor) const;

  Context const& x_;
  WhereCase const& c_;
  place::district::Plan const& plan_;
  std::map<std::string, std::size_t> ask_;  // by key of the project
  // Asked again for every project: each costs a walk over all of them.
  mutable std::map<std::pair<std::string, std::size_t>, SiteCase const*> holder_;
  mutable std::map<std::pair<SiteCase const*, std::size_t>, Figure> used_;
};

}  // namespace chengjie::answer
