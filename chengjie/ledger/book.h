// The ledger in memory: what the answers read. One district fits; a city asks its store instead.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chengjie/ledger/record.h"

namespace chengjie {

class Book {
 public:
  Book() = default;
  explicit Book(std::vector<Record> records);  // of all kinds, any order; later ones of a key win

  // The same ledger with these records put in, or taken out by kind and key. Kinds without a change
  // are shared with this one, not copied.
  Book with(std::vector<Record> put,
            std::vector<std::pair<std::string, std::string>> const& gone = {}) const;

  std::vector<Record> const& all(std::string_view kind) const;  // by key
  std::vector<Record const*> everything() const;                // of every kind, by kind and key
  Record const* find(std::string_view kind, std::string_view key) const;

  // A number of the ledger as a figure: the record's own cell, else the assumption that a person
  // keeps under "<kind>/<key>/<column>", else nothing.
  std::optional<Figure> figure(std::string_view kind, std::string_view key,
                               std::string_view column) const;
  // An assumption by its key ("ratio/jobs_per_output"), with its range where it states one.
  std::optional<Figure> assumption(std::string_view key) const;
  std::vector<Figure> facts() const;  // all that reading kept; records that are broken are left out

 private:
  std::map<std::string, std::shared_ptr<std::vector<Record> const>, std::less<>> kinds_;
};

}  // namespace chengjie
