using GoQueue.Core.Tests.Harness;
using Xunit;

namespace GoQueue.Core.Tests.Publishing.Untyped;

public sealed class UntypedRuleTests
{
    private readonly Shop _shop = new();

    [Fact]
    public async Task Rules_whose_pattern_matches_the_action_are_asked_and_all_failures_come_together()
    {
        await using var publisher = Publisher();

        await publisher.PublishAsync(Message("other.thing"));
        var error = await Assert.ThrowsAsync<EventValidationException>(async () => await publisher.PublishAsync(Message("user.created")));

        Assert.Equal(["Required", "Length"], error.Failures.Select(failure => failure.Rule));
        Assert.Equal(
            "GoQueueMessage, message m-1 (shop.orders/user.created 1.0.0), breaks 2 rules and was not sent: email: The email field is required. (Required) name: Too long. (Length)",
            error.Message);
        Assert.Equal(1, _shop.Queue.Count);
    }

    [Fact]
    public async Task They_are_off_with_validation()
    {
        await using var publisher = Publisher(goqueue => goqueue.Configure(o => o.Validate = false));

        await publisher.PublishAsync(Message("user.created"));
    }

    [Fact]
    public async Task A_validator_that_throws_is_a_typed_failure()
    {
        await using var publisher = _shop.Publisher(goqueue => goqueue.ValidateUntyped("#", (_, _) => throw new FormatException("hunter2")));

        var error = await Assert.ThrowsAsync<PublishStepFailedException>(async () => await publisher.PublishAsync(Message("a")));

        Assert.Equal(
            "The validator of '#' failed on message m-1 (shop.orders/a 1.0.0) with FormatException; nothing was sent: let it add a failure instead, the inner exception shows where.",
            error.Message);
        Assert.IsType<FormatException>(error.InnerException);
    }

    private static GoQueueMessage Message(string action) => GoQueueMessage.Create().Id("m-1").Topic("shop.orders").Action(action).Data("{\"a\":1}"u8).Build();

    private GoQueuePublisher Publisher(Action<GoQueuePublisherBuilder>? configure = null) => _shop.Publisher(goqueue =>
    {
        goqueue
            .ValidateUntyped("user.*", (_, failures) => failures.Add(new ValidationFailure("email", "Required", "The email field is required.")))
            .ValidateUntyped("#.created", (_, failures) => failures.Add(new ValidationFailure("name", "Length", "Too long.")));
        configure?.Invoke(goqueue);
    });
}
