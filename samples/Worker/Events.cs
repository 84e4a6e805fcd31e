using System.ComponentModel.DataAnnotations;
using GoQueue;

namespace Shop.Events;

[GoQueueEvent("catalog", "price.changed", "1.0")]
public sealed partial record PriceChanged(string Sku, [Range(0.01, 1_000_000)] decimal Price);

[GoQueueEvent("catalog", "import.step", "1.0")]
public sealed partial record ImportStepDone(string Step, int Rows);
