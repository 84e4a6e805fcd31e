// A test of a user, without any test framework: the kit needs none.
using GoQueue;
using GoQueue.Testing;
using Shop.Contracts;

await using var harness = GoQueueTestHarness.Create();
await harness.Publisher.PublishUserCreatedAsync(new(Guid.Empty, "ann@example.com", "Ann"));
await harness.Publisher.PublishOnlyInTestsAsync(new(7));
Console.WriteLine($"published: {harness.Single<UserCreated>().Event.Name}, {harness.Single<OnlyInTests>().Data}");

try
{
    harness.None<UserCreated>();
}
catch (GoQueueTestException failure)
{
    Console.WriteLine(failure.Message);
}

// Testing brings the generator, too.
[GoQueueEvent("tests", "only.in.tests", "1.0")]
internal sealed partial record OnlyInTests(int Number);
