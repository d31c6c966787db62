//! What a person who types a query sees first: thirty queries over the seed, each with
//! the top results that one would defend.

use tagleaf::catalog::{ArticleIndex, Bits, Catalog};
use tagleaf::ingest::{Input, load};
use tagleaf::search::{Index, Stop, Word};

/// Queries, and what the best titles must hold, best first, as far as it matters; `-`
/// stands for any hyphen. Behind these, scattered letters may follow.
const TABLE: [(&str, &[&str]); 32] = [
    // Whole words in titles, newest first, before tags and scattered letters.
    ("cqrs", &["When to Adopt CQRS?", "Why CQRS?"]),
    (
        "ddd",
        &[
            "How DDD and Event",
            "How DDD and Event",
            "How DDD Transforms",
            "Mastering DDD",
            "Mastering DDD",
        ],
    ),
    (
        "event",
        &["How DDD and Event Sourcing", "How DDD and Event Sourcing"],
    ),
    (
        "redis",
        &[
            "with Redis Caching",
            "Cache with Redis?",
            "Center with Redis",
        ],
    ),
    ("kafka", &["Comparison of Kafka", "Beats Kafka"]),
    (
        "rocketmq",
        &[
            "with RocketMQ",
            "and RocketMQ",
            "Apache RocketMQ",
            "and RocketMQ",
            "Unveiling RocketMQ",
        ],
    ),
    ("saga", &["the Saga Pattern"]),
    ("cache", &["Cache with Redis?", "General Cache"]),
    // Not *Applying*, which the matcher alone has first.
    ("api", &["API Architecture"]),
    ("java", &["for Java Backend"]),
    ("nginx", &["LVS + Nginx"]),
    ("alibaba", &["for Alibaba Advertising"]),
    ("kubernetes", &["on Kubernetes", "and Kubernetes"]),
    ("gateway", &["WebSocket Gateway"]),
    (
        "order",
        &[
            "Order Fulfillment",
            "Order System",
            "Order Fulfillment",
            "Order Systems",
            "Order System",
        ],
    ),
    (
        "performance",
        &[
            "Performance Evaluation",
            "High Performance",
            "Performance",
            "High-Performance",
        ],
    ),
    ("zhihu", &["Zhihu's", "Zhihu's"]),
    ("elasticsearch", &["with Elasticsearch"]),
    ("spring", &["Spring Cloud"]),
    (
        "architecture",
        &[
            "Architecture",
            "Architecture",
            "Architecture",
            "Architecture",
            "Architecture",
        ],
    ),
    // The start of a title before the middle.
    (
        "microservice",
        &["Microservice ", "Microservice ", "Microservice "],
    ),
    // Several words: all of them, whole ones first.
    (
        "flash sale",
        &[
            "Flash Sale",
            "Flash Sale",
            "Flash-Sale",
            "Flash-Sale",
            "Flash-Sale",
        ],
    ),
    (
        "message queue",
        &["Message Queue Design", "Message Queues", "Message Queues"],
    ),
    ("distributed transaction", &["Distributed Transactions"]),
    (
        "high concurrency",
        &[
            "High Concurrency",
            "High-Concurrency",
            "High-Concurrency",
            "High-Concurrency",
        ],
    ),
    (
        "domain driven",
        &[
            "Domain-Driven",
            "Domain-Driven",
            "Domain-Driven",
            "Domain-Driven",
            "Domain-Driven",
        ],
    ),
    ("rate limiting", &["Rate Limiting"]),
    ("load balancing", &["Load Balancing"]),
    // What the seed prints otherwise.
    (
        "e-commerce",
        &[
            "E-commerce",
            "E-commerce",
            "E-commerce",
            "E-commerce",
            "E-Commerce",
        ],
    ),
    ("秒杀", &["(秒杀)"]),
    // Capitals ask for themselves.
    ("CQRS", &["When to Adopt CQRS?", "Why CQRS?"]),
    // A word cut short.
    ("architec", &["Architecture"]),
];

/// The titles of the best five, best first.
fn top(catalog: &Catalog, index: &Index, query: &str) -> Vec<String> {
    let words: Vec<Word> = query.split(' ').map(Word::bare).collect();
    let mut set = Bits::all(catalog.len());
    for word in &words {
        set = index
            .fuzzy(catalog, word, Some(&set), &Stop::NEVER)
            .expect("not stopped");
    }
    let best = index
        .rank(catalog, &words, &set, 5, &Stop::NEVER)
        .expect("not stopped");
    let title = |article| catalog.article(ArticleIndex(article)).title().to_string();
    best.into_iter().map(title).collect()
}

#[test]
fn real_queries_have_the_results_one_would_defend() {
    let catalog = load(&[Input::Seed], &mut |_| std::ops::ControlFlow::Continue(())).catalog;
    let index = Index::new(&catalog);
    for (query, want) in TABLE {
        let top = top(&catalog, &index, query);
        assert!(top.len() >= want.len(), "{query}: {top:#?}");
        for (title, want) in top.iter().zip(want) {
            let plain = title.replace('\u{2011}', "-");
            assert!(
                plain.contains(want),
                "{query}: '{want}' is not in '{title}' of {top:#?}"
            );
        }
    }
}
