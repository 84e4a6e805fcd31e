using GoQueue.PackageTests.Harness;
using Xunit;

namespace GoQueue.PackageTests.Consumers;

/// <summary>Two contracts assemblies with internal events that see each other, and an application with events of its own.</summary>
public sealed class ContractTests(PackedFeed feed)
{
    private static readonly string[] s_expected =
    [
        "users/user.created ",
        "\"data\":{\"userId\":\"00000000-0000-0000-0000-000000000000\",\"email\":\"ann@example.com\",\"name\":\"Ann\"}",
        "users/user.audited ",
        "invoices/invoice.sent ",
        "\"data\":{\"number\":\"2026-17\",\"total\":12.5}",
        "invoices/invoice.audited ",
        "app/app.started ",
        "own events: AppStarted (app/app.started 1.0)",
        "events of the shop: UserAudited (users/user.audited 1.0), UserCreated (users/user.created 1.0)",
    ];

    [Fact]
    public async Task Contracts_as_projects_build_and_publish()
    {
        var solution = feed.Copy("Shop.Contracts", "Billing.Contracts", "Shop.App");
        (await solution.DotnetAsync("build", "Shop.App")).Succeeded();

        AssertPublishes(await solution.RunAsync("Shop.App/bin/Debug/net10.0/Shop.App.dll"));

        // What the application was built with is this run's package and no other.
        Assert.True(Directory.Exists(Path.Combine(feed.PackageFolder, "goqueue.abstractions", Repository.Version)));
        Assert.DoesNotContain("RabbitMQ.Client", solution.PackagesOf("Shop.Contracts"));
        Assert.Contains("RabbitMQ.Client", solution.PackagesOf("Shop.App"));
    }

    [Fact]
    public async Task Contracts_as_packages_build_and_publish_also_ahead_of_time()
    {
        var contracts = feed.Copy("Shop.Contracts", "Billing.Contracts");

        // This run's packages are a prerelease, and contracts that stand on one should be one, too (NU5104): true, and not what is tested here.
        (await contracts.DotnetAsync("pack", "Shop.Contracts", "-p:WarningsNotAsErrors=NU5104", "-o", feed.Feed)).Succeeded();
        (await contracts.DotnetAsync("pack", "Billing.Contracts", "-p:WarningsNotAsErrors=NU5104", "-o", feed.Feed)).Succeeded();
        var application = feed.Copy("Shop.App");
        (await application.DotnetAsync("build", "Shop.App", "-p:ContractsAre=Packages")).Succeeded();

        AssertPublishes(await application.RunAsync("Shop.App/bin/Debug/net10.0/Shop.App.dll"));

        // In the same test, because only one of the two needs the contracts' packages packed. Warnings of the ahead-of-time compiler are errors there.
        (await application.DotnetAsync("publish", "Shop.App", "-p:ContractsAre=Packages", "-p:PublishAot=true", "-p:TrimmerSingleWarn=false", "-o", "native")).Succeeded();

        Assert.False(File.Exists(Path.Combine(application.Folder, "native", "Shop.App.dll")));
        AssertPublishes(await application.RunAsync("native/Shop.App"));
    }

    [Fact]
    public async Task A_consumer_reads_contracts_without_RabbitMQ_Client()
    {
        var solution = feed.Copy("Shop.Contracts", "Reader");
        (await solution.DotnetAsync("build", "Reader")).Succeeded();

        var result = (await solution.RunAsync("Reader/bin/Debug/net10.0/Reader.dll")).Succeeded();

        Assert.Contains("read: Ann, written again: True", result.Output, StringComparison.Ordinal);
        Assert.Equal(["GoQueue.Abstractions"], solution.PackagesOf("Reader"));
    }

    [Fact]
    public async Task Tests_of_a_user_need_the_one_package_and_no_framework()
    {
        var solution = feed.Copy("Shop.Contracts", "Shop.Tests");
        (await solution.DotnetAsync("build", "Shop.Tests")).Succeeded();

        var result = (await solution.RunAsync("Shop.Tests/bin/Debug/net10.0/Shop.Tests.dll")).Succeeded();

        Assert.Contains("published: Ann, {\"number\":7}", result.Output, StringComparison.Ordinal);
        Assert.Contains("Expected no UserCreated (users/user.created 1.0), found 1.", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(solution.PackagesOf("Shop.Tests"), static package => package.Contains("xunit", StringComparison.OrdinalIgnoreCase));
    }

    private static void AssertPublishes(CommandResult result)
    {
        result.Succeeded();
        foreach (var text in s_expected)
        {
            Assert.Contains(text, result.Output, StringComparison.Ordinal);
        }
    }
}
