// A stream of record batches is scored as it is pulled.

#include "two_classes.h"

#include <barem/arrow.hpp>
#include <barem/barem.hpp>

#include <iostream>

int main() {
    auto const rules = barem::compile(two_classes_rules, "exams").value();
    auto source = two_classes();

    // [stream]
    barem::arrow_stream_options options;
    options.rejected = [](auto rows) {                              // before the batch of these rows is given
        for (auto const& r : rows) std::cout << "row " << r.row << " of the stream: " << r.problems << '\n';
    };
    auto made = barem::score_arrow_stream(rules, source, options);  // takes the source over
    if (!made) {                                                    // a schema that does not fit; the source is still yours
        std::cerr << made.error() << '\n';
        source.release(&source);
        return 1;
    }
    ArrowArrayStream scored = *made;                                // give it to whatever takes one, or pull it
    ArrowArray batch;
    int error = scored.get_next(&scored, &batch);
    for (; error == 0 && batch.release != nullptr; error = scored.get_next(&scored, &batch)) {
        std::cout << "a batch of " << batch.length << '\n';
        batch.release(&batch);
    }
    if (error != 0) std::cerr << scored.get_last_error(&scored) << '\n';
    scored.release(&scored);                                        // and the source with it
    // [/stream]

    return error;
}
