using RabbitMQ.Client;

namespace GoQueue.Brokers.Tests;

[Trait("Speed", "Quick")]
public sealed class TestBrokerTests
{
    [Fact]
    public async Task Vhosts_of_parallel_tests_do_not_see_each_other_and_are_dropped()
    {
        TestBroker broker = await TestBroker.GetControlledAsync();
        await using TestVhost one = await TestVhost.CreateAsync(broker);
        await using TestVhost other = await TestVhost.CreateAsync(broker);
        await one.DeclareExchangeAsync("orders");
        await one.DeclareQueueAsync("all", "orders");
        await other.DeclareExchangeAsync("orders", ExchangeType.Fanout);

        await one.DisposeAsync();

        string vhosts = await broker.Control.EvaluateAsync("rabbit_vhost:list_names().");
        Assert.DoesNotContain(one.Name, vhosts, StringComparison.Ordinal);
        Assert.Contains(other.Name, vhosts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_known_by_its_URI_only_serves_one_vhost_at_a_time_and_says_that_it_cannot_be_controlled()
    {
        Uri uri = (await TestBroker.GetControlledAsync()).Uri;
        TestBroker broker = await TestBroker.CreateAsync(uri.ToString(), null, CancellationToken.None);
        Assert.Contains("unset GOQUEUE_TEST_RABBITMQ", Assert.Throws<BrokerSetupException>(() => broker.Control).Message, StringComparison.Ordinal);

        TestVhost vhost = await TestVhost.CreateAsync(broker);
        Assert.Equal("/", vhost.Name);
        await vhost.DeclareExchangeAsync("leftover");
        await vhost.DeclareQueueAsync("leftover", "leftover");
        Task<TestVhost> next = TestVhost.CreateAsync(broker);
        Assert.False(next.IsCompleted);

        await vhost.DisposeAsync();
        await using TestVhost second = await next;
        IChannel channel = await second.GetChannelAsync();
        await Assert.ThrowsAsync<RabbitMQ.Client.Exceptions.OperationInterruptedException>(() => channel.QueueDeclarePassiveAsync("leftover"));
    }

    [Fact]
    public async Task A_malformed_URI_is_refused_without_repeating_it()
    {
        var exception = await Assert.ThrowsAsync<BrokerSetupException>(() => TestBroker.CreateAsync("http://user:secret@host", null, CancellationToken.None));
        Assert.StartsWith("GOQUEUE_TEST_RABBITMQ is not a URI such as", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_of_another_process_is_found_through_its_state_file_and_ended_by_it()
    {
        string file = Path.Combine(Path.GetTempPath(), $"goqueue-{Guid.NewGuid():N}.json");
        RabbitMqNodeState started = await PrivateRabbitMqNode.StartDetachedAsync(Environment.ProcessId);
        try
        {
            started.Save(file);
            TestBroker broker = await TestBroker.CreateAsync("amqp://ignored", file, CancellationToken.None);
            Assert.Equal(started.Uri, broker.Uri);
            await using TestVhost vhost = await TestVhost.CreateAsync(broker);
            await vhost.DeclareExchangeAsync("orders");
        }
        finally
        {
            PrivateRabbitMqNode.StopDetached(RabbitMqNodeState.Load(file));
        }

        Assert.False(Directory.Exists(started.Folder));
        var exception = await Assert.ThrowsAsync<BrokerSetupException>(() => TestBroker.CreateAsync(null, file, CancellationToken.None));
        Assert.Contains("does not run", exception.Message, StringComparison.Ordinal);
        File.Delete(file);
    }
}
