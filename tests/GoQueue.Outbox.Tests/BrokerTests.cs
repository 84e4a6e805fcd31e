using System.Text.Json;
using GoQueue.Outbox.Tests.Databases;
using RabbitMQ.Client;

namespace GoQueue.Outbox.Tests;

/// <summary>From a transaction to a real broker.</summary>
public sealed class BrokerTests
{
    public static TheoryData<string> Databases => ["SQLite", "PostgreSQL"];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Committed_events_reach_the_broker_in_the_order_of_their_keys_and_rolled_back_ones_do_not(string kind)
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("orders", "orders");
        await using TestDatabase database = await CreateAsync(kind);
        await using OutboxScene scene = await OutboxScene.StartAsync(database, vhost.Uri);

        for (int number = 0; number < 200; number++)
        {
            await scene.PlaceAsync(new OrderPlaced($"customer {number % 5}", number), commit: number % 7 != 3);
        }

        await scene.IsEmptyAsync();
        IReadOnlyList<BasicGetResult> found = await vhost.DrainAsync("orders");
        var orders = found.Select(static message => Read(message)).ToList();
        Assert.Equal(Enumerable.Range(0, 200).Where(static n => n % 7 != 3), orders.Select(static order => order.Number).Order());
        Assert.All(orders.GroupBy(static order => order.Customer), static key => Assert.Equal(key.Select(static one => one.Number).Order(), key.Select(static one => one.Number)));
    }

    [Fact]
    public async Task A_missing_exchange_keeps_its_messages_waiting_until_it_is_declared()
    {
        await using TestVhost vhost = await TestVhost.CreateAsync();
        await using TestDatabase database = await SqliteDatabase.CreateAsync();
        await using OutboxScene scene = await OutboxScene.StartAsync(database, vhost.Uri);
        await scene.PlaceAllAsync(Enumerable.Range(1, 30).Select(static number => new OrderPlaced("anna", number)));
        await Eventually.HoldsAsync(async () => await database.HeldAsync() == 30, "all rows to wait");

        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("orders", "orders");

        await scene.IsEmptyAsync();
        IReadOnlyList<BasicGetResult> found = await vhost.DrainAsync("orders");
        Assert.Equal(Enumerable.Range(1, 30), found.Select(static message => Read(message).Number));
    }

    private static Task<TestDatabase> CreateAsync(string kind) => kind == "SQLite" ? SqliteDatabase.CreateAsync() : PostgreSqlDatabase.CreateAsync();

    private static (string? Customer, int Number) Read(BasicGetResult message)
    {
        using JsonDocument body = JsonDocument.Parse(message.Body);
        JsonElement data = body.RootElement.GetProperty("data");
        return (data.GetProperty("customer").GetString(), data.GetProperty("number").GetInt32());
    }
}
