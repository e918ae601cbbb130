// Batches by the Arrow PyCapsule protocol.

#include "binding.hpp"

#include <barem/arrow.hpp>

#include <memory>
#include <mutex>
#include <stdexcept>

namespace barem::python {

namespace {

/// Scorers keep memory from batch to batch and belong to one thread at a time: each call takes one that is idle.
class scorers {
public:
    explicit scorers(ruleset rules) : rules_(std::move(rules)) {
        auto first = take();
        has_cohorts = first->has_cohorts();
        give(std::move(first));
    }

    std::unique_ptr<batch_scorer> take() {
        {
            std::scoped_lock const lock(guard_);
            if (!idle_.empty()) {
                auto taken = std::move(idle_.back());
                idle_.pop_back();
                return taken;
            }
        }
        return std::make_unique<batch_scorer>(rules_);
    }
    void give(std::unique_ptr<batch_scorer> back) {
        std::scoped_lock const lock(guard_);
        idle_.push_back(std::move(back));
    }

    bool has_cohorts = false;

private:
    ruleset rules_;
    std::mutex guard_;
    std::vector<std::unique_ptr<batch_scorer>> idle_;
};

template <typename Struct>
Struct const& held_by(nb::handle capsule, char const* name) {
    auto const* held = static_cast<Struct const*>(PyCapsule_GetPointer(capsule.ptr(), name));
    if (held == nullptr) throw nb::python_error();
    if (held->release == nullptr) throw std::invalid_argument(std::string("the capsule `") + name + "` was consumed before");
    return *held;
}

/// Takes over what an empty struct of the same kind is filled with; released with the capsule unless somebody moved it out.
template <typename Struct>
nb::object capsule_of(std::unique_ptr<Struct> held, char const* name) {
    auto const destroy = [](PyObject* capsule) {
        auto* const s = static_cast<Struct*>(PyCapsule_GetPointer(capsule, PyCapsule_GetName(capsule)));
        if (s->release != nullptr) s->release(s);
        delete s;
    };
    auto made = nb::steal(PyCapsule_New(held.get(), name, destroy));
    if (!made.is_valid()) throw nb::python_error();
    static_cast<void>(held.release());
    return made;
}

nb::object score(scorers& of, nb::handle schema_capsule, nb::handle array_capsule, unsigned threads) {
    auto const& schema = held_by<ArrowSchema>(schema_capsule, "arrow_schema");
    auto const& array = held_by<ArrowArray>(array_capsule, "arrow_array");
    auto out_schema = std::make_unique<ArrowSchema>();
    auto out_array = std::make_unique<ArrowArray>();
    auto const done = [&] {
        other_threads_run const meanwhile;
        auto scorer = of.take();
        auto made = score_arrow(*scorer, schema, array, *out_schema, *out_array, {.threads = threads});
        of.give(std::move(scorer));
        return made;
    }();
    if (!done) return nb::cast(done.error());
    nb::list rejected;
    for (auto const& r : done->rejected) rejected.append(nb::make_tuple(r.row, r.problems));
    return nb::make_tuple(capsule_of(std::move(out_schema), "arrow_schema"), capsule_of(std::move(out_array), "arrow_array"), rejected);
}

}  // namespace

void bind_arrow(nb::module_& m) {
    nb::class_<scorers>(m, "Scorer")
        .def("__init__", [](scorers* made, family const& rules) {
            if (rules.versions().size() != 1) throw std::invalid_argument("tables are scored by one version: ask one of `versions`");
            new (made) scorers(rules.versions().front().rules);
        })
        .def_ro("has_cohorts", &scorers::has_cohorts)
        .def("score", &score);
}

}  // namespace barem::python
