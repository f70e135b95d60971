using Microsoft.EntityFrameworkCore;

namespace Auth.Storage.EfCore;

/// <summary>Roles in a relational database.</summary>
internal sealed class EntityFrameworkRoleStore<TContext>(AuthDatabase<TContext> database) : IRoleStore
    where TContext : DbContext
{
    public async ValueTask<IReadOnlyList<Role>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            db => db.Set<RoleRow>().AsNoTracking().ToListAsync(cancellationToken),
            cancellationToken
        );
        // Sorted here: databases order text each in their own way.
        return [.. rows.OrderBy(role => role.Name, StringComparer.Ordinal).Select(row => row.ToRole())];
    }

    public async ValueTask<bool> TryAddAsync(Role role, CancellationToken cancellationToken)
    {
        if (await IsTakenAsync(role.Name, cancellationToken))
        {
            return false;
        }

        try
        {
            await database.WriteAsync(
                db =>
                {
                    db.Add(RoleRow.From(role, version: 1));
                    return db.SaveChangesAsync(cancellationToken);
                },
                cancellationToken
            );
            return true;
        }
        catch (DbUpdateException)
        {
            if (await IsTakenAsync(role.Name, cancellationToken))
            {
                return false;
            }

            throw;
        }
    }

    public async ValueTask<bool> TryUpdateAsync(Role role, CancellationToken cancellationToken)
    {
        var row = RoleRow.From(role, role.Version + 1);
        return await database.WriteAsync(
                db =>
                    db.Set<RoleRow>()
                        .Where(stored => stored.Id == role.Id && stored.Version == role.Version)
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(stored => stored.ParentId, row.ParentId)
                                    .SetProperty(stored => stored.Resources, row.Resources)
                                    .SetProperty(stored => stored.Version, row.Version),
                            cancellationToken
                        ),
                cancellationToken
            ) == 1;
    }

    public async ValueTask<bool> RemoveAsync(string roleId, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            db => db.Set<RoleRow>().Where(role => role.Id == roleId).ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        ) == 1;

    private ValueTask<bool> IsTakenAsync(string name, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.Set<RoleRow>().AnyAsync(role => role.Name == name, cancellationToken),
            cancellationToken
        );
}
