// FAISS for the comparison; worker.h tells how it is spoken to. KIND is a string of FAISS's index factory, inner product.
// WIDTH is efSearch of HNSW, nprobe of IVF, else how many a flat quantised index hands on to be compared in full; RERANK
// is that number for IVF.
#include <faiss/IndexHNSW.h>
#include <faiss/IndexIVF.h>
#include <faiss/IndexRefine.h>
#include <faiss/index_factory.h>
#include <faiss/index_io.h>
#include <omp.h>
#include "worker.h"

extern "C" void openblas_set_num_threads(int);

static void use_threads(int threads) {
    omp_set_num_threads(threads);
    openblas_set_num_threads(threads);
}

struct Faiss : Peer {
    static constexpr int ef_construction = 200;
    static constexpr size_t most_trained = 200000;
    std::string kind;
    size_t dimension;
    std::unique_ptr<faiss::Index> index;
    faiss::IndexRefine* refine = nullptr;
    faiss::IndexHNSW* hnsw = nullptr;
    size_t* nprobe = nullptr;

    Faiss(const std::string& kind, size_t dimension) : kind(kind), dimension(dimension) {}

    void bind();

    double build(const float* templates, size_t count, int threads, const std::string&) override {
        double begun = now();
        use_threads(threads);
        index.reset(faiss::index_factory(dimension, kind.c_str(), faiss::METRIC_INNER_PRODUCT));
        bind();
        if (hnsw) hnsw->hnsw.efConstruction = ef_construction;
        index->train(std::min(count, most_trained), templates);
        index->add(count, templates);
        return now() - begun;
    }

    void save(const std::string& path) override { faiss::write_index(index.get(), path.c_str()); }

    void open(const std::string& path) override {
        index.reset(faiss::read_index(path.c_str()));
        bind();
    }

    void set(int width, int rerank, int k) override {
        if (hnsw) hnsw->hnsw.efSearch = std::max(width, k);
        if (nprobe) *nprobe = width;
        if (refine) refine->k_factor = std::max(1.0f, float(nprobe ? rerank : width) / k);
    }

    void begin_thread() override { use_threads(1); }

    void search(const float* probe, int k, int64_t* ids) override {
        float similarities[1024];
        int64_t found[1024];
        index->search(1, probe, k, similarities, found);
        std::copy(found, found + k, ids);
    }
};

void Faiss::bind() {
    refine = dynamic_cast<faiss::IndexRefine*>(index.get());
    faiss::Index* base = refine ? refine->base_index : index.get();
    hnsw = dynamic_cast<faiss::IndexHNSW*>(base);
    auto* ivf = dynamic_cast<faiss::IndexIVF*>(base);
    nprobe = ivf ? &ivf->nprobe : nullptr;
}

int main(int argc, char** argv) {
    return serve(argc, argv, [](const std::string& kind, size_t dimension) -> std::unique_ptr<Peer> { return std::make_unique<Faiss>(kind, dimension); });
}
