// Carries the headers that are precompiled for all rooms (CMakeLists.txt).
