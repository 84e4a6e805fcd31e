using System.Text.Json;
using GoQueue.Brokers.Databases;
using GoQueue.Outbox.Tests.Databases;
using RabbitMQ.Client;

namespace GoQueue.Outbox.Tests;

/// <summary>
/// Processes that end at any point: what was committed is in the queue, what was rolled back is not, first copies keep the
/// order of their keys, and copies are equal byte by byte.
/// </summary>
public sealed class CrashTests
{
    [Theory]
    [InlineData("SQLite", 2)]
    [InlineData("PostgreSQL", 3)]
    public Task A_relay_that_is_killed_again_and_again_loses_nothing(string kind, int kills) => KillAsync(kind, kills);

    [Theory(Explicit = true)]
    [InlineData("SQLite", 200)]
    [InlineData("PostgreSQL", 200)]
    public Task A_relay_that_is_killed_hundreds_of_times_loses_nothing(string kind, int kills) => KillAsync(kind, kills);

    [Fact]
    public async Task A_relay_that_stops_beyond_its_lease_and_goes_on_breaks_nothing()
    {
        await using CrashScene scene = await CrashScene.StartAsync("PostgreSQL");
        await using RelayProcess first = RelayProcess.Start(scene.Database, scene.Vhost.Uri);
        await first.HasLeaseAsync();
        await using RelayProcess second = RelayProcess.Start(scene.Database, scene.Vhost.Uri);
        Task writing = scene.WriteAsync(2_000);
        first.Pause();

        await second.HasLeaseAsync();
        first.Continue();
        await writing;

        await scene.CheckAsync();
    }

    [Fact]
    public async Task A_database_that_is_killed_keeps_what_was_committed()
    {
        await using PrivatePostgreSql server = await PrivatePostgreSql.StartAsync();
        await using CrashScene scene = await CrashScene.StartAsync(await PostgreSqlDatabase.CreateAsync(server));
        await using RelayProcess relay = RelayProcess.Start(scene.Database, scene.Vhost.Uri);
        await relay.HasLeaseAsync();
        Task writing = scene.WriteAsync(1_000);
        await Eventually.HoldsAsync(() => scene.Written > 300, "some orders");

        await server.KillAsync();
        await server.RestartAsync();
        await writing;

        await scene.CheckAsync();
    }

    private static async Task KillAsync(string kind, int kills)
    {
        await using CrashScene scene = await CrashScene.StartAsync(kind);
        using var enough = new CancellationTokenSource();
        Task writing = scene.WriteAsync(int.MaxValue, enough.Token);
        for (int kill = 0; kill < kills; kill++)
        {
            await using RelayProcess relay = RelayProcess.Start(scene.Database, scene.Vhost.Uri);
            await relay.HasLeaseAsync();
            await Task.Delay(Random.Shared.Next(0, 150));
            await relay.KillAsync();
        }

        await enough.CancelAsync();
        await writing;
        await using RelayProcess last = RelayProcess.Start(scene.Database, scene.Vhost.Uri);
        await scene.CheckAsync();
    }
}
