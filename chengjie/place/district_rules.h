// What may stand where, and what it is worth there, told from the Input alone.
#pragma once
#include <map>

#include "chengjie/place/district.h"

namespace chengjie::place::district {

// The Input with its ids looked up. Amounts are in the Input's units.
class Ground {
 public:
  // The Input must outlive this. Refused: ids that are missing, twice, or point nowhere; amounts
  // and points that are not usable numbers; parks that lie in themselves; a price for a legal
  // limit.
  static Result<Ground> of(Input const&);

  Input const& input() const { return *in_; }
  int parks() const { return static_cast<int>(in_->parks.size()); }
  int projects() const { return static_cast<int>(in_->projects.size()); }
  int resources() const { return static_cast<int>(in_->resources.size()); }
  int park(std::string const& id) const { return at(park_, id); }  // -1: none
  int project(std::string const& id) const { return at(project_, id); }
  int resource(std::string const& id) const { return at(resource_, id); }

  // The years in which something begins, from the first one; {0} when the Input knows none.
  std::vector<int> const& years() const { return years_; }

  // The park and what it lies in, innermost first.
  std::vector<int> const& chain(int park) const { return chain_[park]; }
  int ground(int park) const;                          // the outermost site that it lies in
  bool within(int park, std::string const& id) const;  // is it, or lies in it
  Near near(int a, int b) const;

  // Capacity in a year; none: not known.
  std::optional<double> capacity(int park, int resource, int year) const;
  Extension const* extension(int park, int resource) const;

  // What a part of a project asks of a site and of what it lies in: at the site alone for carriers
  // and measures, of all for the rest.
  struct Need {
    int resource{};
    double amount{};
    bool site_only{};
  };
  std::vector<Need> needs(int project, int part, int site) const;

  // The first rule that keeps a part of the project from the site, were it empty, in a year;
  // none: it may stand there.
  std::optional<NotThere> barrier(int project, int part, int site, int year) const;

  // The parts of its points at a site (and the second's site) from a year on, waiting and moving
  // included.
  std::vector<Part> parts(int project, int site, int second, int year) const;
  // What leaving it out costs: the price of that, and of leaving the last plan.
  double price_unplaced(int project) const;

 private:
  using Index = std::map<std::string, int>;
  static int at(Index const& index, std::string const& id) {
    auto const found = index.find(id);
    return found == index.end() ? -1 : found->second;
  }
  Result<Done> read_ids();
  Result<Done> read_parks();
  Result<Done> read_projects();
  Result<Done> read_relations();
  std::optional<NotThere> law(int project, int part, Park const& park) const;

  Input const* in_{};
  Index resource_, park_, project_;
  std::vector<int> years_;
  std::vector<std::vector<int>> chain_;
  std::map<std::pair<int, int>, Near> near_;
  std::map<std::pair<int, int>, std::vector<int>> fits_;  // (project, park): rows of Input::fits
  std::map<int, int> last_;                               // project: park of the last plan, -1 none
};

double worth_of(Project const&);  // the sum of its parts
double sum_of(std::vector<Part> const&);

}  // namespace chengjie::place::district
