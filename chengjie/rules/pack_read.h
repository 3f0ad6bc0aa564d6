// Reading one pack's parts from the tree; used by pack_read.cc, score_read.cc and window_read.cc.
#pragma once
#include <initializer_list>
#include <span>
#include <string>
#include <vector>

#include "chengjie/base/tree.h"
#include "chengjie/rules/pack.h"

namespace chengjie::rules {

struct Context {
  std::string file;
  std::vector<Parameter> parameters;
  RowSource origin;  // rows without their own source inherit the pack's
  int nodes{};
  bool asks_score{};

  Error wrong(Tree const& at, std::string what, std::string help) const;
  Place place(Tree const& at) const;  // of a text: of its first character, behind the quote
};

Result<Done> only(Context const&, Tree const&, std::initializer_list<std::string_view> keys);
Result<std::string> text_of(Context const&, Tree const& table,
                            std::string_view key);  // must be there
// What `keys` of the table say about the row's source; else the pack's.
RowSource origin_of(Context const&, Tree const& table);
Result<Node> read_node(Context&, Tree const&,
                       std::string_view prefix);  // prefix: put before ">= 5 percent"
Result<std::vector<Node>> read_nodes(Context&, Tree const&);
Result<Score> read_score(Context&, Tree const&);
Result<Parameter> read_parameter(Context const&, std::string const& name, Tree const&);
Result<Applies> read_applies(Context const&, Tree const&);
Result<std::vector<Window>> read_windows(Context const&, Tree const& pack);
Result<Done> check_dates(std::vector<Pack> const&);

}  // namespace chengjie::rules
