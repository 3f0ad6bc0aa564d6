// Products that direction documents want, matched to nodes of the chains, and ranked by how the
// documents support them when there is no chain table at all.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/choose/chains.h"
#include "chengjie/choose/score.h"

namespace chengjie::choose {

// One wanted product of one direction, as a document says it.
struct Want {
  std::string direction;  // "氢能产业"
  std::string product;    // "电池电堆"
  std::string park;       // where it is wanted; "" not said
  std::string mark;
  std::string document{};  // that wants it; "" of a table
};

struct Match {
  std::size_t want{};
  std::size_t node{};
  double closeness{};  // 1: same words; below: one holds the other, or shared pairs of characters
  std::string reason;
};

// Names without blanks, brackets, and tails that change nothing ("产业", "制造", "等").
std::string plain_name(std::string_view);
// 1 when equal; 0.6..1 when one holds the other; else Dice's coefficient (1945) of pairs of
// characters.
double name_closeness(std::string_view a, std::string_view b);
// What an index of names looks up: two names whose closeness is above 0 share at least one of
// these.
std::vector<std::string> keys_of_name(std::string_view);
// All pairs with closeness >= least, best first for each node.
std::vector<Match> match_wants(std::vector<Want> const&, Chains const&, double least);

// ---- from documents alone ----

// A firm that a document names, with what it says of it.
struct Mention {
  std::string firm;
  std::string relation;  // produces, located_in, invests_in, supplies, partner_of, named_beside
  std::string target;    // a product, an industry or a place
  std::string document;
  bool local{};  // the documents place the firm in the region
  std::string mark;
};
// What a plan wants a cluster to reach.
struct Target {
  std::string cluster;  // "氢能产业"
  double value_cny{};   // of a class its number: 千亿级 1000 亿
  std::string period;
  std::string mark;
  bool level{};  // a class (千亿级), no figure to be reached
};

struct Documents {
  std::vector<Want> wants;
  std::vector<Mention> mentions;
  std::vector<Target> targets;
};
struct DocumentWeights {
  double local_firms;    // named firms of the region that make it or its direction's goods
  double documents;      // how many documents support it
  double target;         // its cluster's target, against the largest
  double place;          // the document names where
  double first_named;    // earlier in its direction's list comes first
  double closeness_min;  // names closer than this are of one thing
};
struct Outsider {
  std::string firm;
  std::string why;  // "生产刀片电池"
  std::string mark;
};
struct RankedWant {
  std::size_t want{};
  double score{};
  std::vector<Part> parts;
  std::vector<std::string> firms;  // of the region that support it
  std::vector<Outsider> outside;   // firms elsewhere that make it or its direction's goods
  std::vector<std::string> lacks;  // what would make the answer better, in Chinese
};
// Best first; ties by direction and product. Two wants of one product and direction are told once.
std::vector<RankedWant> rank_wants(Documents const&, DocumentWeights const&);

}  // namespace chengjie::choose
