using GoQueue.Brokers.Proxies;
using GoQueue.RabbitMQ.Tests.Faults;
using GoQueue.RabbitMQ.Tests.Harness;
using RabbitMQ.Client;

namespace GoQueue.RabbitMQ.Tests.Connections;

/// <summary>Passwords that change while a publisher is at work, on a real broker.</summary>
public sealed class CredentialTests(ITestOutputHelper output)
{
    private static readonly TimeSpan SoonEnough = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_rotated_password_is_asked_for_at_the_next_connect_and_an_old_one_is_told_and_given_up()
    {
        TestBroker broker = await TestBroker.GetControlledAsync();
        await using TestVhost vhost = await ShopAsync(broker);
        var login = new RotatingCredentials($"rotating-{vhost.Name}", "f1rst-s3cret");
        await AddUserAsync(broker, vhost, login);
        await using TcpFaultProxy proxy = TcpFaultProxy.Start(vhost.Uri);
        await using GoQueuePublisher publisher = Publishers.Create(proxy.Uri.ToString(), o => o.CredentialsProvider = login);
        await using FaultLoad load = FaultLoad.Start(publisher);
        await load.RunAsync(100);

        await broker.Control.RabbitMqCtlAsync("change_password", login.UserName, "s3cond-s3cret");
        proxy.EndConnections();
        await Eventually.HoldsAsync(() => load.Failed > 0, "the old password to be refused", SoonEnough);
        var refused = await Assert.ThrowsAsync<BrokerUnavailableException>(() => publisher.PublishOrderPlacedAsync(new(1, "ann")).AsTask().WaitAsync(SoonEnough));
        Assert.Equal(PublishOutcome.NotSent, refused.Outcome);
        Assert.Contains("refused the login", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(login.UserName, refused.ToString(), StringComparison.Ordinal);
        // Every try with a wrong password is a line in the broker's log, and may lock the user: about one in two seconds, whatever the load.
        Assert.True(login.Asked < 40, $"asked {login.Asked} times");
        login.Password = "s3cond-s3cret";

        await load.HealAsync();
        output.WriteLine((await load.CheckAsync(vhost)).ToString());
    }

    [Fact]
    public async Task Credentials_that_expire_are_renewed_on_the_open_connection()
    {
        TestBroker broker = await TestBroker.GetControlledAsync();
        await using TestVhost vhost = await ShopAsync(broker);
        var login = new RotatingCredentials($"expiring-{vhost.Name}", "f1rst-s3cret") { Lifetime = TimeSpan.FromSeconds(1) };
        await AddUserAsync(broker, vhost, login);
        await using TcpFaultProxy proxy = TcpFaultProxy.Start(vhost.Uri);
        await using GoQueuePublisher publisher = Publishers.Create(proxy.Uri.ToString(), o => o.CredentialsProvider = login);
        await using FaultLoad load = FaultLoad.Start(publisher, writers: 2, window: 2);

        // The first two times are the connect's own.
        await Eventually.HoldsAsync(() => login.Asked >= 5, "the credentials to be renewed", SoonEnough);
        await load.RunAsync(100);

        output.WriteLine((await load.CheckAsync(vhost)).ToString());
        Assert.Equal((0L, 1L), (load.Failed, proxy.Accepted));
    }

    [Fact]
    public async Task A_new_secret_reaches_the_broker_before_the_old_one_expires()
    {
        await using ScriptedBroker broker = ScriptedBroker.Start();
        var login = new RotatingCredentials("guest", "f1rst-s3cret") { Lifetime = TimeSpan.FromMilliseconds(600) };
        await using GoQueuePublisher publisher = Publishers.Create(broker.Uri.ToString(), o => o.CredentialsProvider = login);
        await publisher.ConnectAsync();

        login.Password = "s3cond-s3cret";
        await Eventually.HoldsAsync(() => broker.Connections[0].UpdatedSecrets.Contains("s3cond-s3cret"), "the new secret at the broker");

        await publisher.PublishOrderPlacedAsync(new(1, "ann"));
        Assert.Single(broker.Connections);
    }

    private static async Task<TestVhost> ShopAsync(TestBroker broker)
    {
        TestVhost vhost = await TestVhost.CreateAsync(broker);
        await vhost.DeclareExchangeAsync("orders");
        await vhost.DeclareQueueAsync("all", "orders");
        return vhost;
    }

    private static async Task AddUserAsync(TestBroker broker, TestVhost vhost, RotatingCredentials login)
    {
        await broker.Control.RabbitMqCtlAsync("add_user", login.UserName, login.Password);
        await broker.Control.RabbitMqCtlAsync("set_permissions", "-p", vhost.Name, login.UserName, ".*", ".*", ".*");
    }

    private sealed class RotatingCredentials(string userName, string password) : ICredentialsProvider
    {
        private int _asked;

        public string Name => "tests";

        public string UserName => userName;

        public string Password { get; set; } = password;

        public TimeSpan? Lifetime { get; init; }

        public int Asked => Volatile.Read(ref _asked);

        public Task<Credentials> GetCredentialsAsync(CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _asked);
            return Task.FromResult(new Credentials(Name, UserName, Password, Lifetime));
        }
    }
}
