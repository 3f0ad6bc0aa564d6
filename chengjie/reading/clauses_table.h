// Tables of tasks in plain text: a head “序号 任务 责任单位 完成时限”, then rows that count on from
// 1, each on a line or a cell a line. A row is read only when its cells are as many as the columns
// and the cells of office and time look like it; a table without numbers says nothing of where its
// rows end and is left out.
#pragma once
#include <vector>

#include "chengjie/reading/clauses_duty.h"
#include "chengjie/reading/clauses_outline.h"

namespace chengjie::reading {

struct TableTask {
  text::Part row;
  text::Part task;
  text::Part goal;  // what is to be reached, in a column of its own; may be empty
  Duty duty;
};

struct TaskTables {
  std::vector<TableTask> rows;
  std::vector<text::Part> spans;  // of whole tables, whose lines are no items
};
TaskTables tables_of(Document const&, Outline const&);

}  // namespace chengjie::reading
