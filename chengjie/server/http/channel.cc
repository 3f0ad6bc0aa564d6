#include "chengjie/server/http/channel.h"

namespace chengjie::server::http {

std::string event_text(std::string_view name, std::string_view data) {
  auto text = std::string{"event: "}.append(name.substr(0, name.find_first_of("\r\n")));
  while (true) {
    auto const end = data.find_first_of("\r\n");
    text.append("\ndata: ").append(data.substr(0, end));
    if (end == std::string_view::npos) { break; }
    data.remove_prefix(end + (data.substr(end).starts_with("\r\n") ? 2 : 1));
  }
  return text + "\n\n";
}

void Channel::push(std::string_view name, std::string_view json) {
  auto text = event_text(name, json);
  auto const lock = std::lock_guard{mutex_};
  if (gone_ || closed_) { return; }
  bytes_ += text.size();
  waiting_.push_back(std::move(text));
  while (waiting_.size() > events_max_ || (bytes_ > bytes_max_ && waiting_.size() > 1)) {
    bytes_ -= waiting_.front().size();
    waiting_.pop_front();
    ++lost_;
  }
  if (wake_) { wake_(); }
}

void Channel::close() {
  auto const lock = std::lock_guard{mutex_};
  closed_ = true;
  if (wake_) { wake_(); }
}

bool Channel::gone() const {
  auto const lock = std::lock_guard{mutex_};
  return gone_;
}

std::string Channel::take() {
  auto const lock = std::lock_guard{mutex_};
  auto text = std::string{};
  for (auto const& event : waiting_) { text += event; }
  waiting_.clear();
  bytes_ = 0;
  return text;
}

bool Channel::closed() const {
  auto const lock = std::lock_guard{mutex_};
  return closed_ && waiting_.empty();
}

void Channel::abandon() {
  auto const lock = std::lock_guard{mutex_};
  gone_ = true;
  wake_ = nullptr;
  waiting_.clear();
}

}  // namespace chengjie::server::http
