// Industry chains as graphs: nodes are materials, processes, products, parts and services; an edge
// says that one feeds another. What each link's state is, and how far a chain is covered.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/base/result.h"

namespace chengjie::choose {

// 有 present, 弱 single source, 缺 nobody here, 断 blocked: nobody here and hardly anyone outside.
enum class State { has, weak, missing, broken };
std::string_view name_of(State);                // "has"
std::string_view title_of(State);               // "有"
Result<State> state_of(std::string_view name);  // either form; bad_input names what was given

struct Firm {
  std::string name;         // unique key of the firm (code where known)
  std::string group;        // who owns it; "" unknown: its own
  double output_cny{};      // a year; 0 unknown
  std::string mark;         // source of "this firm makes this product"
  std::string output_mark;  // source of its output; "" unknown
};

struct Node {
  std::string id;     // unique
  std::string chain;  // of which chain the row is; shared nodes are told by edges
  std::string stage;  // 上游, 部件, 电堆 ... as the table says
  std::string product;
  std::string industry_code;   // GB/T 4754, 4 digits; "" unknown
  bool key{};                  // 关键
  std::optional<State> given;  // what the table says; it goes before the thresholds
  std::vector<Firm> local;
  std::vector<Firm> city;              // in the city, outside the district
  std::vector<Firm> outside;           // known suppliers elsewhere
  std::string mark;                    // source of the row
  double demand_cny{};                 // what the region buys of it a year; 0 unknown
  std::optional<double> local_rate{};  // of that, bought from local firms, 0..1
  std::string demand_mark{};           // "" unknown
};

struct Edge {
  std::size_t from{};  // feeds
  std::size_t to{};
  std::optional<double> share;  // of `to`'s purchases, 0..1, where known
  std::string mark;             // source; "" when made from the parent column of the row
};

struct Chains {
  std::vector<Node> nodes;
  std::vector<Edge> edges;
};

// Rows name their parent by product; several parents are told apart by 、 or ； unless the whole is
// a product's name. Adds an edge from each row to the node of that name (same
// chain first, then any); a parent that has no row of its own becomes a node without firms whose
// state is unknown (kept out of gaps and coverage: `junction`).
struct Row {
  Node node;
  std::string parent;
  std::optional<double> share{};  // of its parent's purchases, 0..1
};
struct Built {
  Chains chains;
  std::vector<bool> junction;  // by node
};
Result<Built> chains_of(std::vector<Row> rows);  // bad_input: two rows with one id

struct Thresholds {
  std::size_t weak_local_max;      // 弱 with at most so many local suppliers ...
  std::size_t city_backup_min;     // ... unless the city has so many more
  std::size_t broken_outside_max;  // 断: a key node, nobody in the city, known sources elsewhere at
                                   // most so many
};

// How many firms make a link, and where: all that its state needs. For graphs of millions of links,
// whose names and sources stay in a store.
struct Supply {
  std::uint32_t local{}, city{}, outside{};
  bool key{};
  bool one_group{};  // several local firms, one owner
};
State state_by(Supply const&, Thresholds const&);

struct StateCounts {
  std::size_t nodes{};
  std::size_t by_state[4]{};  // indexed by State
  std::size_t single_source{}, single_group{};
  double share() const;  // has or weak / nodes; 0 without nodes
};
// By chain; `chain` tells the chain of each link, below `chains` (a broken promise otherwise).
std::vector<StateCounts> count_states(std::span<Supply const>, std::span<std::uint32_t const> chain,
                                      std::size_t chains, Thresholds const&);

struct Judged {
  State state{};
  bool given{};          // by the table, not by the thresholds
  bool single_source{};  // exactly one local firm
  bool single_group{};   // several local firms, one owner
  std::string reason;    // a Chinese sentence
};
Judged judge(Node const&, Thresholds const&);

struct Coverage {
  std::string chain;
  std::size_t nodes{};
  std::size_t by_state[4]{};               // indexed by State
  std::size_t with_city{};                 // nodes that have a firm locally or in the city
  double share{};                          // has or weak / nodes
  std::vector<std::size_t> single_source;  // nodes
  std::vector<std::size_t> single_group;   // nodes: several local firms, one owner
  double top_group_share{};  // of nodes with local firms, the share in which one owner sits:
  std::string top_group;     // vertical integration; "" when nobody is known
};
// By chain, in the order of first mention. Junctions are not counted.
std::vector<Coverage> coverage_of(Built const&, Thresholds const&);

// Nodes that `from` reaches along edges, itself left out; each once, in breadth-first order.
std::vector<std::size_t> downstream(Chains const&, std::size_t from);
std::vector<std::size_t> upstream(Chains const&, std::size_t from);
Result<Done> check(Chains const&);  // edges point at nodes, shares lie in 0..1, ids are unique

}  // namespace chengjie::choose
