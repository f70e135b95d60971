using System.Collections.Concurrent;

namespace Auth.Storage.EfCore;

/// <summary>Callers share a commit and nothing else.</summary>
public sealed class GroupCommitTests
{
    [Fact]
    public async Task Whoever_comes_during_a_commit_is_in_the_next_group()
    {
        var groups = new List<int[]>();
        var gates = new ConcurrentQueue<TaskCompletionSource>();
        var entered = new SemaphoreSlim(0);
        var commits = new GroupCommit<int>(
            async items =>
            {
                groups.Add([.. items]);
                var gate = new TaskCompletionSource();
                gates.Enqueue(gate);
                entered.Release();
                await gate.Task;
            },
            commits: 1
        );

        var first = commits.AddAsync(0, default);
        await entered.WaitAsync();
        var others = Enumerable.Range(1, 5).Select(i => commits.AddAsync(i, default)).ToList();
        others.ShouldAllBe(task => !task.IsCompleted);
        gates.TryDequeue(out var gate);
        gate!.SetResult();
        await first;
        await entered.WaitAsync();

        groups.Count.ShouldBe(2);
        groups[1].ShouldBe([1, 2, 3, 4, 5]);
        others.ShouldAllBe(task => !task.IsCompleted);
        gates.TryDequeue(out gate);
        gate!.SetResult();
        await Task.WhenAll(others);
    }

    [Fact]
    public async Task A_further_commit_runs_beside_the_first_when_many_wait()
    {
        const int Many = 24;
        var groups = new ConcurrentQueue<int[]>();
        var gate = new TaskCompletionSource();
        var entered = new SemaphoreSlim(0);
        var commits = new GroupCommit<int>(
            async items =>
            {
                groups.Enqueue([.. items]);
                entered.Release();
                await gate.Task;
            },
            commits: 2
        );

        var callers = new List<Task> { commits.AddAsync(0, default) };
        await entered.WaitAsync();
        callers.AddRange(Enumerable.Range(1, Many - 1).Select(i => commits.AddAsync(i, default)));
        callers.Add(commits.AddAsync(Many, default));
        await entered.WaitAsync();

        groups
            .ToArray()
            .ShouldBe([
                [0],
                [.. Enumerable.Range(1, Many)],
            ]);
        gate.SetResult();
        await Task.WhenAll(callers);
    }

    [Fact]
    public async Task A_bad_item_fails_only_itself()
    {
        var written = new ConcurrentBag<int>();
        var open = new TaskCompletionSource();
        var commits = new GroupCommit<int>(
            async items =>
            {
                await open.Task;
                if (items.Contains(13))
                {
                    throw new InvalidOperationException("bad luck");
                }

                foreach (var item in items)
                {
                    written.Add(item);
                }
            },
            commits: 1
        );

        var tasks = Enumerable.Range(10, 6).ToDictionary(i => i, i => commits.AddAsync(i, default));
        open.SetResult();

        (await Should.ThrowAsync<InvalidOperationException>(tasks[13])).Message.ShouldBe("bad luck");
        await Task.WhenAll(tasks.Where(task => task.Key != 13).Select(task => task.Value));
        written.Order().ShouldBe([10, 11, 12, 14, 15]);
    }

    [Fact]
    public async Task Nobody_is_forgotten_however_callers_meet()
    {
        var written = new ConcurrentBag<int>();
        var running = 0;
        var commits = new GroupCommit<int>(
            async items =>
            {
                Interlocked.Increment(ref running).ShouldBeLessThanOrEqualTo(3);
                await Task.Yield();
                foreach (var item in items)
                {
                    written.Add(item);
                }

                Interlocked.Decrement(ref running);
            },
            commits: 3
        );

        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(caller =>
                    Task.Run(async () =>
                    {
                        for (var i = 0; i < 2_000; i++)
                        {
                            await commits.AddAsync((caller * 2_000) + i, default);
                        }
                    })
                )
        );

        written.Order().ShouldBe(Enumerable.Range(0, 16_000));
    }

    [Fact]
    public async Task Who_cancels_is_told_so_and_holds_nobody_up()
    {
        var gate = new TaskCompletionSource();
        var commits = new GroupCommit<int>(_ => gate.Task, commits: 1);
        using var cancel = new CancellationTokenSource();

        var impatient = commits.AddAsync(1, cancel.Token);
        var patient = commits.AddAsync(2, default);
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(impatient);
        gate.SetResult();
        await patient;
        await Should.ThrowAsync<OperationCanceledException>(() => commits.AddAsync(3, cancel.Token));
    }
}
