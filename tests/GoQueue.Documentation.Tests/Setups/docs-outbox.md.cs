global using System.Data.Common;
global using GoQueue.Outbox;
global using Npgsql;

[GoQueueEvent("orders", "order.placed", "1.0")]
public sealed partial record OrderPlaced(int Number);
