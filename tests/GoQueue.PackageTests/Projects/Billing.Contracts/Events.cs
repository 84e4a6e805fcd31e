using GoQueue;
using Shop.Contracts;

namespace Billing.Contracts;

/// <summary>An invoice is on its way.</summary>
/// <param name="Number">The invoice's number.</param>
/// <param name="Total">What is to be paid.</param>
[GoQueueEvent("invoices", "invoice.sent", "2.1")]
public sealed partial record InvoiceSent(string Number, decimal Total);

[GoQueueEvent("invoices", "invoice.audited", "1.0")]
internal sealed partial record InvoiceAudited(string Number)
{
    /// <summary>An internal event of the other contracts is visible here.</summary>
    public static int EventsOfShop => ShopEvents.All.Count + GoQueueEvents.All.Count - new[] { new UserAudited(Guid.Empty) }.Length;
}
