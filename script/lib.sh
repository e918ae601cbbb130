# Shared by the commands in this folder, which source it. Goes to the project's root and sets how to build.
# shellcheck shell=bash

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

jobs=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)

# Lets ccache keep objects that were made with precompiled headers.
export CCACHE_SLOPPINESS=pch_defines,time_macros

say() { printf '\n── %s\n' "$*"; }
fail() { printf '%s: %s\n' "$0" "$*" >&2; exit 1; }

# configure PRESET [cmake arguments], into build/PRESET. Quiet, unless it fails.
configure() {
    local preset=$1 log=build/$1-configure.log fresh=()
    shift
    mkdir -p build
    # Makefiles do when there is no Ninja. A build folder keeps the generator it began with, but not one that it failed with.
    if [[ -z ${CMAKE_GENERATOR:-} ]] && command -v ninja >/dev/null; then export CMAKE_GENERATOR=Ninja; fi
    if [[ ! -e build/$preset/build.ninja && ! -e build/$preset/Makefile ]]; then fresh=(--fresh); fi
    cmake --preset "$preset" "${fresh[@]}" "$@" >"$log" 2>&1 </dev/null || { cat "$log"; return 1; }
}

# build PRESET [targets]
build() {
    local preset=$1
    shift
    cmake --build "build/$preset" --parallel "$jobs" ${1:+--target "$@"} </dev/null
}
