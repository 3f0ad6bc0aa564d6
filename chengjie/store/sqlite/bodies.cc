#include "chengjie/store/sqlite/bodies.h"

namespace chengjie::store {

Shape const* Bodies::shape(std::string_view mark) {
  if (auto const at = by_mark_.find(mark); at != by_mark_.end()) { return &at->second; }
  if (!find_) {
    find_ = std::make_unique<Statement>(connection_, "SELECT text FROM shape WHERE mark = ?");
  }
  find_->bind(1, mark);
  auto const found = find_->step();
  auto decoded = found ? decode_shape(find_->text(0)) : Result<Shape>{Error{}};
  find_->reset();
  if (!decoded) { return nullptr; }
  return &by_mark_.emplace(std::string{mark}, std::move(*decoded)).first->second;
}

Result<Record> Bodies::decode(std::string_view kind, std::string_view key, std::string_view body) {
  auto const mark = shape_in(body);
  if (mark.empty()) { return decode_old(kind, key, body); }
  auto const* const found = shape(mark);
  if (found == nullptr) {
    return Error{Code::bad_input, "账本记录已损坏：列的说明不见了",
                 std::string{kind} + "/" + std::string{key}, "用备份恢复"};
  }
  return decode_body(kind, key, body, *found);
}

std::string Bodies::encode(Record const& record) {
  if (last_mark_.empty() || !has_shape(record, last_)) {
    last_ = shape_of(record);
    auto text = store::encode(last_);
    auto const [at, fresh] = kept_.try_emplace(std::move(text));
    if (fresh) {
      at->second = mark_of_shape(at->first);
      if (!insert_) {
        insert_ = std::make_unique<Statement>(
            connection_, "INSERT OR IGNORE INTO shape (mark, text) VALUES (?, ?)");
      }
      insert_->bind(1, at->second).bind(2, at->first).run();
    }
    last_mark_ = at->second;
  }
  return encode_body(record, last_mark_);
}

void Bodies::forget() {
  by_mark_.clear();
  kept_.clear();
  last_mark_.clear();
}

}  // namespace chengjie::store
