// The endpoints: one function an operation of api/openapi.yaml, grouped in files by subject.
#pragma once
#include <vector>

#include "chengjie/server/api/ask.h"

namespace chengjie::server::api {

// session.cc
Outcome session(Ask const&);
Outcome login(Ask const&);
Outcome logout(Ask const&);
Outcome change_password(Ask const&);
// users.cc
Outcome users(Ask const&);
Outcome add_user(Ask const&);
Outcome change_user(Ask const&);
// answers.cc, overview.cc
Outcome overview(Ask const&);
Outcome answer(Ask const&);
Outcome what_if(Ask const&);
Outcome conflicts(Ask const&);
// shocks.cc
Outcome shock(Ask const&);
// sheets.cc
Outcome sheets(Ask const&);
Outcome sheet(Ask const&);
Outcome sheet_file(Ask const&);
// chains.cc, map.cc
Outcome chains(Ask const&);
Outcome map(Ask const&);
Outcome put_boundary(Ask const&);
// sources.cc
Outcome source(Ask const&);
// books.cc, past.cc, exports.cc
Outcome kinds(Ask const&);
Outcome records(Ask const&);
Outcome record(Ask const&);
Outcome history(Ask const&);
Outcome export_book(Ask const&);
Outcome changes(Ask const&);
Outcome undo(Ask const&);
// firms.cc
Outcome firms(Ask const&);
Outcome firm(Ask const&);
// documents.cc, search.cc
Outcome documents(Ask const&);
Outcome document(Ask const&);
Outcome upload_document(Ask const&);
Outcome search(Ask const&);
Outcome facts(Ask const&);
// tables.cc
Outcome preview_import(Ask const&);
Outcome import_preview(Ask const&);
Outcome map_import(Ask const&);
Outcome drop_import(Ask const&);
Outcome commit_import(Ask const&);
Outcome rejected_rows(Ask const&);
// assumptions.cc
Outcome assumptions(Ask const&);
Outcome put_assumption(Ask const&);
Outcome drop_assumption(Ask const&);
// work.cc
Outcome job(Ask const&);
Outcome cancel_job(Ask const&);
Outcome job_events(Ask const&);
Outcome events(Ask const&);
Outcome openapi(Ask const&);

// routes.cc: the table of all of them, each behind the guard.
std::vector<Route> routes_of(House&);

}  // namespace chengjie::server::api
