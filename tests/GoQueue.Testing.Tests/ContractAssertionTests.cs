using GoQueue.Formats;
using Xunit;

namespace GoQueue.Testing.Tests;

public sealed class ContractAssertionTests
{
    [Theory]
    [InlineData(MessageFormat.GoQueueEnvelope)]
    [InlineData(MessageFormat.CloudEventsBinary)]
    [InlineData(MessageFormat.CloudEventsStructured)]
    [InlineData(MessageFormat.Raw)]
    public async Task A_message_of_the_real_pipeline_is_as_its_contract_says(MessageFormat format)
    {
        await using var harness = GoQueueTestHarness.Create(goqueue => goqueue.UseFormat(format));
        await harness.Publisher.PublishUserCreatedAsync(new(Guid.Empty, "Ann"));
        await harness.Publisher.PublishOrderPlacedAsync(new(1, 2.50m));

        Assert.All(harness.Published(), static message => message.ShouldMatchContract());
    }

    [Fact]
    public async Task A_message_that_has_no_event_has_no_contract()
    {
        await using var harness = GoQueueTestHarness.Create();
        await harness.Publisher.PublishAsync(GoQueueMessage.Create().Topic("users").Action("user.created").Data("{}"u8).Build());

        var fault = Assert.Throws<GoQueueTestException>(harness.Published()[0].ShouldMatchContract);

        Assert.EndsWith("was published as GoQueueMessage, which has no contract: publish an event.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_that_a_middleware_has_broken_is_named()
    {
        await using var harness = GoQueueTestHarness.Create(goqueue => goqueue.ForEvent<UserCreated>(static settings => settings.Validation = false));
        await harness.Publisher.PublishUserCreatedAsync(new(Guid.Empty, null!));

        var fault = Assert.Throws<GoQueueTestException>(harness.Published()[0].ShouldMatchContract);

        Assert.EndsWith(" is not as its contract says: data.name: null, the contract says string", fault.Message, StringComparison.Ordinal);
    }
}
