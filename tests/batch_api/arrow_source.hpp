#pragma once
// A producer of record batches for tests: it counts what it gave and what came back, and fails as it is told.

#include <barem/arrow_abi.h>

#include <cerrno>
#include <cstddef>
#include <optional>
#include <vector>

namespace arrow_tree {

class source {
public:
    /// The batches stay the caller's; what is given are copies of their outermost structs.
    source(ArrowSchema const& schema, std::vector<ArrowArray const*> batches) : schema_(&schema), batches_(std::move(batches)) {
        stream.get_schema = [](ArrowArrayStream* s, ArrowSchema* out) { return of(s).give_schema(*out); };
        stream.get_next = [](ArrowArrayStream* s, ArrowArray* out) { return of(s).give_next(*out); };
        stream.get_last_error = [](ArrowArrayStream* s) { return of(s).message; };
        stream.release = [](ArrowArrayStream* s) {
            ++of(s).streams_released;
            s->release = nullptr;
        };
        stream.private_data = this;
    }
    source(source const&) = delete;

    /// Nothing is out, and nothing came back twice.
    [[nodiscard]] bool is_settled() const { return schemas_released == schemas_given && arrays_released == arrays_given && streams_released == 1; }

    ArrowArrayStream stream{};
    bool schema_fails = false;
    std::optional<std::size_t> fails_at;            ///< the batch that is not given
    char const* message = "the disk is gone";
    int schemas_given = 0, schemas_released = 0, arrays_given = 0, arrays_released = 0, streams_released = 0;
    std::size_t next = 0;

private:
    static source& of(ArrowArrayStream* s) { return *static_cast<source*>(s->private_data); }

    int give_schema(ArrowSchema& out) {
        if (schema_fails) return EIO;
        out = *schema_;
        if (out.release == nullptr) return 0;
        ++schemas_given;
        out.private_data = this;
        out.release = [](ArrowSchema* s) {
            ++static_cast<source*>(s->private_data)->schemas_released;
            s->release = nullptr;
        };
        return 0;
    }
    int give_next(ArrowArray& out) {
        if (fails_at == next) return ENXIO;
        out = {};
        if (next == batches_.size()) return 0;
        out = *batches_[next++];
        ++arrays_given;
        out.private_data = this;
        out.release = [](ArrowArray* a) {
            ++static_cast<source*>(a->private_data)->arrays_released;
            a->release = nullptr;
        };
        return 0;
    }

    ArrowSchema const* schema_;
    std::vector<ArrowArray const*> batches_;
};

}  // namespace arrow_tree
